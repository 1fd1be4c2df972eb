//! What was declared, for one's own records: read back in the person's language with the French beside it, since an agent
//! will look at it too; on paper, or as a file that needs no program of ours.

use crate::{
    form::{answers::Answers, journey::Form, summary::Section},
    text::{Word, Words},
};

/// What was answered, part by part.
pub struct Copy {
    /// The parts, in the order of the form.
    pub parts: Vec<Part>,
}

/// One step, or one item of it.
pub struct Part {
    /// Its heading.
    pub title: Told,
    /// Its answers.
    pub lines: Vec<Line>,
}

/// One answer.
pub struct Line {
    /// What was asked.
    pub label: Told,
    /// What was answered.
    pub value: Told,
}

/// A text in the person's language and, where that says something else, in French.
#[derive(Clone, PartialEq, Eq)]
pub struct Told {
    /// In the person's language.
    pub own: String,
    /// In French; none where it is the same.
    pub french: Option<String>,
}

impl Told {
    fn new(own: String, french: Option<String>) -> Self {
        let french = french.filter(|french| *french != own);
        Self { own, french }
    }
}

/// Answers are inside.
impl std::fmt::Debug for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Told(***)")
    }
}

impl Copy {
    /// Everything that was answered. `french` is wanted where `words` are of another language.
    #[must_use]
    pub fn of(form: &Form, answers: &Answers, words: &Words, french: Option<&Words>) -> Self {
        let beside = french.map(|french| form.summary(answers, french)).unwrap_or_default();
        // Both lists come from the same answers: they have the same parts and rows.
        let mut beside = beside.into_iter();
        let parts = form.summary(answers, words).into_iter().map(|section| Part::of(section, beside.next())).collect();
        Self { parts }
    }

    /// A page of its own, without a script or anything to be fetched. `head` is what stands above the answers: names and
    /// values.
    #[must_use]
    pub fn html(&self, words: &Words, title: &str, note: &str, head: &[(&str, &str)]) -> String {
        let row = |name: &str, value: &str| format!("<div><dt>{name}</dt><dd>{value}</dd></div>\n");
        let list = |rows: Vec<String>| format!("<dl>\n{}</dl>\n", rows.concat());
        let part = |part: &Part| {
            let rows = part.lines.iter().map(|line| row(&marked(&line.label), &marked(&line.value)));
            format!("<h2>{}</h2>\n{}", marked(&part.title), list(rows.collect()))
        };
        let head = list(head.iter().map(|(name, value)| row(&escaped(name), &escaped(value))).collect());
        let parts: Vec<String> = self.parts.iter().map(part).collect();
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
             <h1>{title}</h1>\n<p>{}</p>\n{head}{}<p>{}</p>\n</html>\n",
            words.language().tag(),
            escaped(note),
            parts.concat(),
            escaped(words.say(Word::CopyPrivate)),
            title = escaped(title),
        )
    }
}

impl Part {
    fn of(section: Section, french: Option<Section>) -> Self {
        let (title, rows) = french.map(|french| (french.title, french.rows)).unzip();
        let mut beside = rows.unwrap_or_default().into_iter();
        let line = |row: crate::form::summary::Row| {
            let (label, value) = beside.next().map(|french| (french.label, french.value)).unzip();
            Line { label: Told::new(row.label, label), value: Told::new(row.value, value) }
        };
        Self { title: Told::new(section.title, title), lines: section.rows.into_iter().map(line).collect() }
    }
}

/// Enough to be read on a screen and on paper.
const STYLE: &str = "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}\
    dl{border-top:1px solid #999}dl>div{padding:.5rem 0;border-bottom:1px solid #ccc;break-inside:avoid}\
    dt{color:#444;font-size:.9rem}dd{margin:0;white-space:pre-line;overflow-wrap:anywhere}\
    .f{color:#444;font-style:italic;display:block}h2{break-after:avoid}";

fn marked(told: &Told) -> String {
    let french =
        told.french.as_deref().map(|french| format!(" <span class=\"f\" lang=\"fr\">{}</span>", escaped(french)));
    escaped(&told.own) + &french.unwrap_or_default()
}

/// Text as it may stand in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{form::answers::At, forms::complaint::FORM, site::Language, text::tests::words};

    fn answers() -> Answers {
        let mut answers = Answers::default();
        for (field, value) in [("civility", "madam"), ("birth_name", "<b>Dupont & fils</b>"), ("offence", "theft")] {
            answers.set(At { field, item: None }, value.to_owned());
        }
        answers
    }

    #[test]
    fn french_stands_beside_what_is_not_french() {
        let (english, french) = (words(Language::En), words(Language::Fr));
        let copy = Copy::of(&FORM, &answers(), &english, Some(&french));
        let lines: Vec<&Line> = copy.parts.iter().flat_map(|part| &part.lines).collect();
        let civility =
            lines.iter().find(|line| line.value.french.as_deref() == Some(french.say(Word::CivilityMadam))).unwrap();
        assert_eq!(civility.label.french.as_deref(), Some(french.say(Word::CivilityLabel)));
        // What a person typed is the same in every language.
        assert!(lines.iter().any(|line| line.value == Told { own: "<b>Dupont & fils</b>".to_owned(), french: None }));
        let alone = Copy::of(&FORM, &answers(), &french, None);
        assert!(alone.parts.iter().flat_map(|part| &part.lines).all(|line| line.label.french.is_none()));
        assert_eq!(alone.parts.len(), copy.parts.len());
    }

    #[test]
    fn the_file_holds_every_answer_and_no_markup_of_theirs() {
        let words = words(Language::Fr);
        let copy = Copy::of(&FORM, &answers(), &words, None);
        let page = copy.html(&words, "Ma déclaration", "<note>", &[("Numéro", "K7M-2QX-94R")]);
        assert!(page.contains("&lt;b&gt;Dupont &amp; fils&lt;/b&gt;") && !page.contains("<b>"));
        assert!(page.contains("&lt;note&gt;") && page.contains("K7M-2QX-94R"));
        for forbidden in ["<script", "http", "src=", "url("] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
    }
}
