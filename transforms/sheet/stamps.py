"""What the stamp of a template says, beside what the sheet and its sender say."""

from dataclasses import replace

from transforms.sheet.titles import TitleBlock
from transforms.terms.form import FormVersion
from transforms.terms.rule import Finding


def contradicts(title: TitleBlock, period: str, status: str) -> bool:
    """Whether a template was made for another period or figure status than the ones told."""
    said = (title.stamp.get("period", period).upper(), title.stamp.get("status", status))
    return said != (period, status)


def stamp_findings(
    title: TitleBlock, form: FormVersion, submitter: str, finding: Finding
) -> tuple[Finding, ...]:
    """A stamp of another form or version, known or not, and one that was made for another submitter.

    A stamp decides nothing: the header tells the form, the folder tells the sender.
    """
    stamp = title.stamp
    if not stamp:
        return ()
    found: list[Finding] = []
    printed = (stamp["form"].upper(), stamp["version"].upper())
    if printed != (form.form_id.upper(), form.version.upper()):
        said, expected = " ".join(printed), f"{form.form_id} {form.version}"
        found.append(replace(finding, rule_id="R39", found=said, expected=expected))
    if submitter.upper() != stamp["submitter"].upper():
        found.append(replace(finding, rule_id="R39b", found=stamp["submitter"], expected=submitter))
    return tuple(found)
