//! Where a page's signs stand.
//!
//! In: a page of a PDF. Out: [`Run`]s: strings shown in one go, with place, end and size in points from the page's lower left. ISO 32000-1, 9.4 (text), 8.3.4
//! (matrices), 8.10 (forms).
//!
//! Colours, clips and pictures do not matter. A font without widths of its own is one of the 14 that every reader has; its widths are data. Work is bounded by
//! what unpacks and by how many runs there are, forms within forms by their depth.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;

/// Forms within forms.
const DEEPEST: usize = 6;
/// Saved states within one another.
const MOST_STATES: usize = 256;
/// What a font's map of signs may unpack to, in bytes.
const LARGEST_MAP: usize = 8 << 20;
/// Widths that are listed of one font.
const MOST_WIDTHS: usize = 1 << 17;

/// What is left of what a document may cost.
pub struct Budget {
    /// Bytes of content that may be unpacked.
    pub bytes: usize,
    /// Runs that may be made.
    pub runs: usize,
}

/// A string, shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Where it begins and ends, from the left, in points.
    pub from: f32,
    pub to: f32,
    /// Its baseline, from below.
    pub base: f32,
    /// Size of its signs.
    pub size: f32,
    /// What it says.
    pub text: String,
}

/// Widths of the signs 32 to 126.
static BASE_WIDTHS: LazyLock<Vec<Vec<f32>>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/base-font-widths.tsv").lines().filter(|line| !line.starts_with('#'));
    let widths = rows.filter_map(|row| row.split_once('\t'));
    widths.map(|(_, row)| row.split(' ').filter_map(|width| width.parse().ok()).collect()).collect()
});

/// The runs of a page, in the order they are shown in.
pub fn read_page(document: &Document, page: ObjectId, budget: &mut Budget) -> Vec<Run> {
    let content = document.get_page_content_with_limit(page, budget.bytes).unwrap_or_default();
    budget.bytes = budget.bytes.saturating_sub(content.len());
    let mut resources = Vec::new();
    if let Ok((own, inherited)) = document.get_page_resources(page) {
        resources.extend(own);
        resources.extend(inherited.into_iter().filter_map(|id| document.get_dictionary(id).ok()));
    }
    let mut reader = Reader { document, budget, runs: Vec::new(), fonts: HashMap::new() };
    reader.show(&content, &resources, Matrix::ONE, 0);
    reader.runs
}

/// A matrix of six numbers.
#[derive(Clone, Copy)]
struct Matrix([f32; 6]);

impl Matrix {
    const ONE: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn of(operands: &[Object]) -> Option<Matrix> {
        let mut numbers = [0.0; 6];
        for (number, operand) in numbers.iter_mut().zip(operands.get(..6)?) {
            *number = operand.as_float().ok()?;
        }
        Some(Matrix(numbers))
    }

    /// First this, then that.
    fn then(self, that: Matrix) -> Matrix {
        let (Matrix([a, b, c, d, e, f]), Matrix([g, h, i, j, k, l])) = (self, that);
        Matrix([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    fn moved(self, x: f32, y: f32) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }
}

/// A font, as far as text needs it.
struct Font<'d> {
    encoding: Option<Encoding<'d>>,
    /// Two bytes a sign.
    is_wide: bool,
    widths: HashMap<u32, f32>,
    /// Of signs that are not listed: one width, or those of a font that every reader has.
    usual: f32,
    base: Option<&'static [f32]>,
}

impl Font<'_> {
    fn width(&self, code: u32) -> f32 {
        let base = || self.base?.get(usize::try_from(code).ok()?.checked_sub(32)?).copied();
        self.widths.get(&code).copied().or_else(base).unwrap_or(self.usual) / 1000.0
    }
}

#[derive(Clone)]
struct State<'d> {
    matrix: Matrix,
    font: Option<Rc<Font<'d>>>,
    size: f32,
    between: f32,
    between_words: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

struct Reader<'d, 'b> {
    document: &'d Document,
    budget: &'b mut Budget,
    runs: Vec<Run>,
    fonts: HashMap<*const Dictionary, Rc<Font<'d>>>,
}

impl<'d> Reader<'d, '_> {
    fn show(&mut self, content: &[u8], resources: &[&'d Dictionary], matrix: Matrix, depth: usize) {
        let first = State {
            matrix,
            font: None,
            size: 1.0,
            between: 0.0,
            between_words: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let (mut state, mut saved) = (first, Vec::new());
        let (mut line, mut text) = (Matrix::ONE, Matrix::ONE);
        // What cannot be taken apart further ends the page, not the document.
        for operation in Content::decode_iter(content).map_while(Result::ok) {
            let operands = &operation.operands;
            let number = |at: usize| operands.get(at).and_then(|operand| operand.as_float().ok()).unwrap_or(0.0);
            match operation.operator.as_str() {
                "q" if saved.len() < MOST_STATES => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.matrix = Matrix::of(operands).map_or(state.matrix, |matrix| matrix.then(state.matrix)),
                "BT" => (line, text) = (Matrix::ONE, Matrix::ONE),
                "Tf" => {
                    state.size = number(1);
                    state.font = operands.first().and_then(|name| self.font(name.as_name().ok()?, resources));
                }
                "Tc" => state.between = number(0),
                "Tw" => state.between_words = number(0),
                "Tz" => state.stretch = number(0) / 100.0,
                "TL" => state.leading = number(0),
                "Ts" => state.rise = number(0),
                "Td" | "TD" => {
                    if operation.operator == "TD" {
                        state.leading = -number(1);
                    }
                    line = line.moved(number(0), number(1));
                    text = line;
                }
                "Tm" => {
                    line = Matrix::of(operands).unwrap_or(line);
                    text = line;
                }
                "T*" => {
                    line = line.moved(0.0, -state.leading);
                    text = line;
                }
                "Tj" => self.show_all(operands, &state, &mut text),
                "TJ" => {
                    let parts = operands.first().and_then(|list| list.as_array().ok());
                    self.show_all(parts.map(Vec::as_slice).unwrap_or_default(), &state, &mut text);
                }
                "'" | "\"" => {
                    if operation.operator == "\"" {
                        (state.between_words, state.between) = (number(0), number(1));
                    }
                    line = line.moved(0.0, -state.leading);
                    text = line;
                    self.show_all(operands.last().map(std::slice::from_ref).unwrap_or_default(), &state, &mut text);
                }
                "Do" if depth < DEEPEST => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    self.show_form(name, resources, state.matrix, depth);
                }
                _ => {}
            }
            if self.budget.runs == 0 {
                return;
            }
        }
    }

    fn show_form(&mut self, name: Option<&[u8]>, resources: &[&'d Dictionary], matrix: Matrix, depth: usize) {
        let document = self.document;
        let form = name.and_then(|name| look_up(document, resources, b"XObject", name)?.as_stream().ok());
        let Some(form) =
            form.filter(|form| form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form"))
        else {
            return;
        };
        let Ok(content) = form.get_plain_content_with_limit(self.budget.bytes) else { return };
        // Forms that show each other many times over cost what they unpack to, each time, and at least something.
        self.budget.bytes = self.budget.bytes.saturating_sub(content.len().max(1024));
        if self.budget.bytes == 0 {
            return;
        }
        let own = form.dict.get_deref(b"Resources", document).and_then(Object::as_dict);
        let mut within: Vec<&'d Dictionary> = own.into_iter().collect();
        if within.is_empty() {
            within.extend(resources);
        }
        let numbers = form.dict.get_deref(b"Matrix", document).and_then(Object::as_array).ok();
        let placed = numbers.and_then(|numbers| Matrix::of(numbers)).unwrap_or(Matrix::ONE).then(matrix);
        self.show(&content, &within, placed, depth + 1);
    }

    /// Strings and what they are moved by.
    fn show_all(&mut self, parts: &[Object], state: &State<'d>, text: &mut Matrix) {
        for part in parts {
            match part {
                Object::String(bytes, _) => self.show_string(bytes, state, text),
                other => {
                    let by = other.as_float().unwrap_or(0.0) / 1000.0 * state.size * state.stretch;
                    *text = text.moved(-by, 0.0);
                }
            }
        }
    }

    fn show_string(&mut self, bytes: &[u8], state: &State<'d>, text: &mut Matrix) {
        let Some(font) = &state.font else { return };
        let step = if font.is_wide { 2 } else { 1 };
        let mut width = 0.0;
        for code in bytes.chunks(step) {
            let code = code.iter().fold(0u32, |code, byte| code << 8 | u32::from(*byte));
            let spaces = if code == 32 && !font.is_wide { state.between_words } else { 0.0 };
            width += (font.width(code) * state.size + state.between + spaces) * state.stretch;
        }
        let start = text.moved(0.0, state.rise).then(state.matrix);
        let end = text.moved(width, state.rise).then(state.matrix);
        *text = text.moved(width, 0.0);
        let Matrix([a, b, c, d, from, base]) = start;
        // What runs upward or upside down is no line of the text.
        let is_level = a > 0.0 && b.abs() < a * 0.2;
        let size = state.size.abs() * (c * c + d * d).sqrt();
        let is_real = [from, base, size, end.0[4]].iter().all(|number| number.is_finite());
        if !is_level || !is_real || self.budget.runs == 0 {
            return;
        }
        let decoded = match &font.encoding {
            Some(encoding) => encoding.bytes_to_string(bytes).unwrap_or_default(),
            None if font.is_wide => String::new(),
            None => bytes.iter().map(|byte| char::from(*byte)).collect(),
        };
        let said: String = decoded.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        if !said.is_empty() {
            self.budget.runs -= 1;
            self.runs.push(Run { from, to: end.0[4].max(from), base, size, text: spelt(said) });
        }
    }

    fn font(&mut self, name: &[u8], resources: &[&'d Dictionary]) -> Option<Rc<Font<'d>>> {
        let dictionary = look_up(self.document, resources, b"Font", name)?.as_dict().ok()?;
        if let Some(font) = self.fonts.get(&std::ptr::from_ref(dictionary)) {
            return Some(font.clone());
        }
        let font = Rc::new(read_font(self.document, dictionary));
        self.fonts.insert(std::ptr::from_ref(dictionary), font.clone());
        Some(font)
    }
}

/// What the resources call by a name, the nearest first.
fn look_up<'d>(document: &'d Document, resources: &[&'d Dictionary], kind: &[u8], name: &[u8]) -> Option<&'d Object> {
    resources.iter().find_map(|resources| {
        resources.get_deref(kind, document).and_then(Object::as_dict).ok()?.get_deref(name, document).ok()
    })
}

fn read_font<'d>(document: &'d Document, font: &'d Dictionary) -> Font<'d> {
    let name = |key: &[u8]| font.get_deref(key, document).and_then(Object::as_name).unwrap_or_default();
    let is_wide = name(b"Subtype") == b"Type0";
    let encoding = font.get_font_encoding_with_limit(document, LARGEST_MAP).ok();
    let mut widths = HashMap::new();
    let called = String::from_utf8_lossy(name(b"BaseFont")).to_ascii_lowercase();
    let mut usual = if called.contains("courier") { 600.0 } else { 500.0 };
    let mut base = None;
    if is_wide {
        let within = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok();
        let within = within.and_then(|fonts| document.dereference(fonts.first()?).ok()?.1.as_dict().ok());
        usual = within.and_then(|font| font.get_deref(b"DW", document).ok()?.as_float().ok()).unwrap_or(1000.0);
        if let Some(list) = within.and_then(|font| font.get_deref(b"W", document).ok()?.as_array().ok()) {
            read_wide_widths(document, list, &mut widths);
        }
    } else if let Ok(list) = font.get_deref(b"Widths", document).and_then(Object::as_array) {
        let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0);
        for (at, width) in list.iter().take(256).enumerate() {
            let width = document.dereference(width).ok().and_then(|(_, width)| width.as_float().ok());
            let code = u32::try_from(first).ok().map(|first| first.saturating_add(at as u32));
            if let (Some(code), Some(width)) = (code, width) {
                widths.insert(code, width);
            }
        }
    } else if !called.contains("courier") {
        let row = usize::from(called.contains("times") || called.contains("serif") && !called.contains("sans"));
        base = BASE_WIDTHS.get(row).map(Vec::as_slice);
    }
    Font { encoding, is_wide, widths, usual, base }
}

/// `[first [w w w] first last w …]`.
fn read_wide_widths(document: &Document, list: &[Object], widths: &mut HashMap<u32, f32>) {
    let resolve = |object| document.dereference(object).ok().map(|(_, object)| object);
    let mut rest = list;
    while let [first, second, more @ ..] = rest {
        let (Some(first), Some(second)) = (resolve(first).and_then(|n| n.as_i64().ok()), resolve(second)) else {
            return;
        };
        let Ok(first) = u32::try_from(first) else { return };
        rest = more;
        if let Ok(row) = second.as_array() {
            for (at, width) in row.iter().enumerate() {
                let width = resolve(width).and_then(|width| width.as_float().ok());
                if let Some(width) = width.filter(|_| widths.len() < MOST_WIDTHS) {
                    widths.insert(first.saturating_add(at as u32), width);
                }
            }
        } else if let (Ok(last), [width, more @ ..]) = (second.as_i64(), more) {
            rest = more;
            let width = resolve(width).and_then(|width| width.as_float().ok()).unwrap_or(1000.0);
            let last = u32::try_from(last).unwrap_or(0).min(first.saturating_add(0xffff));
            for code in first..=last {
                if widths.len() < MOST_WIDTHS {
                    widths.insert(code, width);
                }
            }
        } else {
            return;
        }
    }
}

/// Letters printed as one sign are two again.
fn spelt(text: String) -> String {
    const JOINED: [(char, &str); 7] =
        [('ﬀ', "ff"), ('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬃ', "ffi"), ('ﬄ', "ffl"), ('ﬅ', "st"), ('ﬆ', "st")];
    if !text.contains(|c| ('ﬀ'..='ﬆ').contains(&c)) {
        return text;
    }
    JOINED.iter().fold(text, |text, (sign, letters)| text.replace(*sign, letters))
}
