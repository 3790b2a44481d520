"""STUB"""

from transforms.render import vi_format as v, words as wd


class Wording:
    def __init__(self, texts, language):
        self.l = language
        self.say = texts.speaker(language)

    @classmethod
    def of(cls, texts, language):
        return cls(texts, language)

    def number(self, value, decimals=None):
        return v.format_number(value, decimals)

    def measured(self, value, decimals, unit):
        return v.with_unit(v.format_number(value, decimals), unit)

    def unit(self, u):
        return u

    def date(self, d):
        return v.format_date(d)

    def period(self, p):
        return v.format_period(p)

    def duty(self, s):
        return v.duty_label(s)

    def severity(self, s):
        return v.severity_label(s)

    def submitter(self, d):
        return d.submitter_name_vi

    def form(self, d):
        return d.form_label

    def heading(self, r):
        return wd.heading_vi(r)

    def column_heads(self, r):
        return wd.column_heads_vi(r)

    def document(self, p):
        return wd.document_vi(p)

    def parent(self, r):
        return wd.parent_vi(r)

    def notes(self, r):
        return r.notes_vi

    def rank(self, r):
        return wd.rank_vi(r)

    @property
    def simulated(self):
        return wd.SIMULATED_VI
