//! Quotation marks to quoted passages, one paragraph at a time.
//!
//! In: the text of a paragraph. Out: [`Quoted`] passages in order, none overlapping: double ones, and single ones that
//! stand outside of them. `He said: “We ‘will not’ go."` holds one passage, opened by a curly and closed by a straight mark.
//!
//! An odd mark costs one passage, never the paragraph (one paragraph in eight has one, PolNeAR's news): a mark that is not
//! closed runs to the end of its paragraph and says so, one that was never opened starts its sentence and says so; no error
//! leaves the paragraph. What stands inside a passage is not taken apart. It does not say who speaks.

use crate::span::Span;

/// Words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// From the opening to the closing mark, marks included.
    pub outer: Span,
    /// What stands between the marks, without them.
    pub inner: Span,
    /// Whether an opening mark is there.
    pub opened: bool,
    /// Whether a closing mark is there.
    pub closed: bool,
}

/// What a mark can do where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
}

/// A mark: its bytes and the side it is on. Double and single ones never close one another.
#[derive(Clone, Copy)]
struct Mark {
    span: Span,
    side: Side,
}

/// The quoted passages of the paragraph at `span` of `text`. Linear in its length.
pub fn find_quoted(text: &str, span: Span) -> Vec<Quoted> {
    let doubles = pair(text, span, &double_marks(text, span), true);
    let singles = pair(text, span, &single_marks(text, span, &doubles), false);
    let mut found = Vec::with_capacity(doubles.len() + singles.len());
    let length = |quoted: &Quoted| quoted.outer.len();
    let mut doubles = doubles.into_iter().peekable();
    for single in singles {
        while let Some(before) = doubles.next_if(|double| double.outer.start <= single.outer.start) {
            found.push(before);
        }
        let first = found.len();
        while let Some(within) = doubles.next_if(|double| double.outer.end < single.outer.end) {
            found.push(within);
        }
        let covered: usize = found[first..].iter().map(length).sum();
        // 'He said “no” today': a few quoted words within. More of them, and two apostrophes only look like a pair.
        if 3 * covered < length(&single) {
            found.truncate(first);
            found.push(single);
        }
    }
    found.extend(doubles);
    found
}

/// Joins marks to passages. `lonely`: whether a mark without its partner makes a passage too.
fn pair(text: &str, paragraph: Span, marks: &[Mark], lonely: bool) -> Vec<Quoted> {
    let mut found: Vec<Quoted> = Vec::new();
    let mut open: Option<Mark> = None;
    let mut depth = 0;
    for mark in marks {
        match (mark.side, open) {
            (Side::Open, None) => (open, depth) = (Some(*mark), 1),
            // «He said „no“»: a second kind inside the first. The same mark again was not closed: a new paragraph of speech.
            (Side::Open, Some(first)) if first.span.of(text) != mark.span.of(text) => depth += 1,
            (Side::Open, Some(first)) => {
                if lonely {
                    found.push(unclosed(text, first, mark.span.start));
                }
                (open, depth) = (Some(*mark), 1);
            }
            (Side::Close, Some(first)) => {
                depth -= 1;
                if depth <= 0 || closes(first.span.of(text), mark.span.of(text)) {
                    let inner = Span::new(first.span.end, mark.span.start);
                    let outer = Span::new(first.span.start, mark.span.end);
                    if inner.start < inner.end {
                        found.push(Quoted { outer, inner, opened: true, closed: true });
                    }
                    open = None;
                }
            }
            (Side::Close, None) if lonely => found.extend(unopened(text, paragraph, *mark, found.last().copied())),
            (Side::Close, None) => {}
        }
    }
    if let (Some(first), true) = (open, lonely) {
        found.push(unclosed(text, first, paragraph.end));
    }
    found
}

fn unclosed(text: &str, open: Mark, end: usize) -> Quoted {
    let inner = Span::new(open.span.end, end).trimmed(text);
    Quoted { outer: Span::new(open.span.start, inner.end.max(open.span.end)), inner, opened: true, closed: false }
}

/// A passage whose opening mark is missing begins with its sentence, not before the passage ahead of it.
fn unopened(text: &str, paragraph: Span, close: Mark, before: Option<Quoted>) -> Option<Quoted> {
    let from = before.map_or(paragraph.start, |quoted| quoted.outer.end);
    let head = text.get(from..close.span.start)?;
    let inside = head.trim_end_matches(['.', '!', '?', ',', ' ']);
    let sentence = inside.rmatch_indices(". ").map(|(at, _)| at + 2).next().unwrap_or(0);
    let inner = Span::new(from + sentence, close.span.start).trimmed(text);
    (inner.start < inner.end).then(|| Quoted {
        outer: Span::new(inner.start, close.span.end),
        inner,
        opened: false,
        closed: true,
    })
}

/// Whether the closing mark belongs to the opening one by its form.
fn closes(open: &str, close: &str) -> bool {
    matches!((open, close), ("«", "»") | ("»", "«") | ("„", "“" | "”") | ("“", "”") | ("\"", "\"") | ("``", "''"))
}

/// Double marks of every form news uses, each with its side: by its form where that tells, by its neighbours where not.
fn double_marks(text: &str, span: Span) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut open = 0usize;
    let mut skip_to = span.start;
    for (at, sign) in span.of(text).char_indices().map(|(at, sign)| (at + span.start, sign)) {
        if at < skip_to {
            continue;
        }
        let pair = text.get(at..at + 2).filter(|pair| matches!(*pair, "''" | "``"));
        let length = pair.map_or(sign.len_utf8(), str::len);
        let here = Span::new(at, at + length);
        let by_place = side_by_place(text, span, here, open > 0);
        let side = match (pair, sign) {
            (Some("``"), _) | (_, '„' | '‟' | '「') => Side::Open,
            (_, '」') => Side::Close,
            // Low-high quotes close with what opens elsewhere; and a curly mark may be the wrong one of the two.
            (Some(_), _) | (_, '"' | '“' | '”' | '«' | '»' | '＂') => by_place,
            _ => continue,
        };
        // 6'' and 5'10": a measure, no speech.
        if matches!(sign, '"' | '\'')
            && side == Side::Close
            && open == 0
            && text[..at].ends_with(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        skip_to = here.end;
        match side {
            Side::Open => open += 1,
            Side::Close => open = open.saturating_sub(1),
        }
        marks.push(Mark { span: here, side });
    }
    marks
}

/// A mark opens before a word and after white space or an opening sign, and closes after a word; in between, what is open decides.
fn side_by_place(text: &str, paragraph: Span, mark: Span, is_open: bool) -> Side {
    let before = text[paragraph.start..mark.start].chars().next_back();
    let after = text[mark.end..paragraph.end].chars().next();
    let starts = before.is_none_or(|c| c.is_whitespace() || "([{—–-‘'/…".contains(c));
    let ends = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}—–-’'…".contains(c));
    let form = mark.of(text);
    match (starts, ends) {
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        // Alone between spaces (French sets them inside): by form, else by what is open.
        _ if matches!(form, "“" | "«") => Side::Open,
        _ if matches!(form, "”" | "»") => Side::Close,
        _ if is_open => Side::Close,
        _ => Side::Open,
    }
}

/// Single marks outside double passages, in pairs; an apostrophe is none.
///
/// One opens where no letter is before it and one is after ('Twas and '90s are told apart by finding no partner); it closes
/// before a sign or a space. "the ministers' talks'": of several that could close, the first that follows a sign wins, else
/// the last, since a plural's apostrophe comes before the end.
fn single_marks(text: &str, span: Span, doubles: &[Quoted]) -> Vec<Mark> {
    let inside = |at: usize| {
        let next = doubles.partition_point(|quoted| quoted.outer.end <= at);
        doubles.get(next).is_some_and(|quoted| quoted.outer.start <= at)
    };
    let mut marks = Vec::new();
    let mut open: Option<Span> = None;
    let mut close: Option<Span> = None;
    let settle = |open: &mut Option<Span>, close: &mut Option<Span>, marks: &mut Vec<Mark>| {
        if let (Some(first), Some(last)) = (open.take(), close.take()) {
            marks.push(Mark { span: first, side: Side::Open });
            marks.push(Mark { span: last, side: Side::Close });
        }
    };
    for (at, sign) in span.of(text).char_indices().map(|(at, sign)| (at + span.start, sign)) {
        if !matches!(sign, '\'' | '‘' | '’' | '‚' | '‹' | '›') || inside(at) {
            continue;
        }
        let here = Span::new(at, at + sign.len_utf8());
        let before = text[span.start..at].chars().next_back();
        let after = text[here.end..span.end].chars().next();
        let opens = before.is_none_or(|c| c.is_whitespace() || "([{—–-:".contains(c))
            && after.is_some_and(|c| c.is_alphanumeric() || "“\"[$£€…".contains(c))
            && sign != '’';
        let ends = before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric());
        if opens {
            settle(&mut open, &mut close, &mut marks);
            open = Some(here);
        } else if ends && sign != '‘' && open.is_some() {
            let after_sign = before.is_some_and(|c| ".,!?…;".contains(c));
            close = Some(here);
            let plural = before.is_some_and(|c| c == 's');
            if after_sign || !plural {
                settle(&mut open, &mut close, &mut marks);
            }
        }
    }
    settle(&mut open, &mut close, &mut marks);
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `expected`: the passages, `…` where a mark is missing on that side.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let whole = Span::new(0, text.len());
        let found: Vec<String> = find_quoted(text, whole)
            .iter()
            .map(|quoted| {
                let (left, right) = (if quoted.opened { "" } else { "…" }, if quoted.closed { "" } else { "…" });
                format!("{left}{}{right}", quoted.inner.of(text))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_every_form() {
        check("He said \"yes\" and “no”.", &["yes", "no"]);
        check("He said ``yes'' and ''no''.", &["yes", "no"]);
        check("Il a dit «oui» et « non ».", &["oui", " non "]);
        check("Er sagte „ja“ und »nein«.", &["ja", "nein"]);
        check("“We will go,” he said. “Soon.”", &["We will go,", "Soon."]);
    }

    #[test]
    fn mixed_and_wrong_marks() {
        check("He said: “We go.\" Then he left.", &["We go."]);
        check("”We go,” he said.", &["We go,"]);
        check("\"We go,” he said, “now.\"", &["We go,", "now."]);
    }

    #[test]
    fn missing_marks_stay_in_their_paragraph() {
        check("“We will go. We will stay.", &["We will go. We will stay.…"]);
        check("They met. We will go,” he said.", &["…We will go,"]);
        check("“We go. “And we stay,” he said.", &["We go.…", "And we stay,"]);
        check("A 6\" pipe and a 5'10\" man", &[]);
    }

    #[test]
    fn single_marks_and_apostrophes() {
        check("It's the ministers' first talks, isn't it?", &[]);
        check("They called it 'a mistake' in the '90s.", &["a mistake"]);
        check("China is willing to develop ‘friendly relations’ with them.", &["friendly relations"]);
        check("'We can't go,' he said. 'It's late.'", &["We can't go,", "It's late."]);
        check("“He called it 'a farce' today,” she said.", &["He called it 'a farce' today,"]);
        check("Ministers 'back the allies' plan'", &["back the allies' plan"]);
    }

    proptest! {
        #[test]
        fn passages_are_in_order_and_in_the_paragraph(text in "[a-z.,' \"“”‘’«»„`é]{0,80}") {
            let whole = Span::new(0, text.len());
            let found = find_quoted(&text, whole);
            for quoted in &found {
                prop_assert!(quoted.outer.contains(quoted.inner));
                prop_assert!(text.get(quoted.inner.start..quoted.inner.end).is_some());
            }
            for pair in found.windows(2) {
                prop_assert!(pair[0].outer.end <= pair[1].outer.start);
            }
        }
    }
}
