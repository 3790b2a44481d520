"""The same checks as a submission gets, on a file that is not submitted."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from flows.answering import may_be_copied, receipt_of
from flows.receipts import DeliveryFacts
from flows.stores.answers import write_marked
from flows.stores.inbox import folder_period_status
from flows.stores.marking import Marker
from flows.stores.reader_pool import Fault, Readings, ReadJob, read_all
from transforms.checks.batches import form_batches
from transforms.checks.records import Submitted
from transforms.errors import PipelineError
from transforms.registry import Registry
from transforms.render.answer import answer_of
from transforms.sheet.delivery import Delivery
from transforms.sheet.reading import SheetReading
from transforms.verdicts import Judgement, judge_submission

_TITLE_VI = "KẾT QUẢ KIỂM TRA THỬ (CHƯA NỘP)"


@dataclass(frozen=True)
class SelfCheck:
    """The answer on one file; `marked` is the marked copy, where one could be written.

    `cells` counts what became of the non-empty cells, `ignored` those ignored by the name of the rule.
    """

    path: Path
    form_id: str
    period: str
    judgement: Judgement
    marked: Path | None
    cells: Mapping[str, int]
    ignored: Mapping[str, int]


def self_check(
    paths: list[Path], submitter: str, period_status: str, registry: Registry, lang: str = "vi"
) -> list[SelfCheck]:
    """Read and judge files together; forms are not compared with earlier submissions.

    The answers speak `lang`; the marked copies are in Vietnamese, as the ones that submitters get back.
    """
    jobs = [ReadJob(path, _delivery(path, submitter, period_status, registry)) for path in paths]
    read = [(job.delivery, _without_fault(job, result)) for job, result in read_all(jobs, registry)]
    found = {d.submission_id: [f for r in readings for f in r.findings] for d, readings in read}
    sheets = [
        Submitted(d.submission_id, d.submitter_id, r) for d, readings in read for r in readings if r.cells
    ]
    if sheets:
        from expectations.runner import validate  # noqa: PLC0415 -- ten seconds to import

        for batch in form_batches(sheets, registry):
            for finding in validate(batch, registry).findings:
                found[finding.submission_id].append(finding)
    with Marker(registry) as marker:
        return [
            _answer(
                path,
                readings,
                partial(judge_submission, found[d.submission_id], d.submitter_id, registry),
                lang,
                marker,
                d.submitter_id,
                registry,
            )
            for path, (d, readings) in zip(paths, read, strict=True)
        ]


def _without_fault(job: ReadJob, result: Readings | Fault) -> Readings:
    if isinstance(result, Fault):
        raise PipelineError(
            f"{job.path}: the reader failed ({result.what}); the fault is the program's, not the file's"
        )
    return result


def _delivery(path: Path, submitter: str, period_status: str, registry: Registry) -> Delivery:
    """Who would send the file and for when: as said, else as the folders above it say."""
    above = [part.name for part in path.resolve().parents]
    sender = submitter or next((name for name in above if name in registry.submitters), "")
    period, status = folder_period_status([period_status, *above])
    content = path.read_bytes() if path.is_file() else b""
    return Delivery(sha256(content + str(path).encode()).hexdigest(), sender, period, status)


def _answer(
    path: Path,
    readings: tuple[SheetReading, ...],
    judged: Callable[[str], Judgement],
    lang: str,
    marker: Marker,
    sender: str,
    registry: Registry,
) -> SelfCheck:
    in_vietnamese = judged("vi")
    # Of a file that shows no table the terminal says it all.
    has_table = may_be_copied(readings) and any(reading.log for reading in readings)
    marked = path.with_name(f"{path.stem}-danh-dau.xlsx") if in_vietnamese.issues and has_table else None
    if marked:
        receipt = receipt_of(
            DeliveryFacts(in_vietnamese.issues[0].submission_id, sender, path.name, "", 0),
            readings,
            in_vietnamese,
        )
        said = answer_of(asdict(receipt), in_vietnamese.issues, registry)
        write_marked(path, marked, replace(said, title=_TITLE_VI), marker)
    first = readings[0]
    cells = sum((Counter(reading.counts) for reading in readings), Counter[str]())
    ignored = sum((Counter(reading.ignored) for reading in readings), Counter[str]())
    return SelfCheck(path, first.form_id, first.period, judged(lang), marked, cells, ignored)
