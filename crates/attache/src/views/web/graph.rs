//! Who draws on whom in a story, drawn.
//!
//! In: the reports of a story by day, and which has words of which. Out: [`Graph`]: a node a report, from the left by day, an arrow to each from the report it has words of, the thicker the more. The wire of 30 January to
//! the left, two papers that print it to the right, an arrow to each.
//!
//! At most forty reports are drawn; the table below has all.

/// A report.
pub struct Node {
    pub x: i32,
    pub y: i32,
    pub outlet: String,
    pub day: String,
    pub address: String,
}

/// An arrow, from the source to who has its words.
pub struct Arrow {
    pub path: String,
    /// 1 to 5.
    pub width: i32,
    /// "Altamar Press has 80 % of its words from Meridian Wire".
    pub label: String,
}

/// The drawing.
pub struct Graph {
    pub width: i32,
    pub height: i32,
    pub nodes: Vec<Node>,
    pub arrows: Vec<Arrow>,
    pub more: usize,
}

/// Reports that are drawn, at most.
pub const NODES: usize = 40;
const BOX: i32 = 170;
const ROW: i32 = 46;
const COLUMN: i32 = 240;

/// Lays out nodes in layers: a report is right of all it has words of. `draws` are pairs (report, source, share 0 to 1) of places in `nodes`.
pub fn draw(mut nodes: Vec<Node>, draws: &[(usize, usize, f64)], label: impl Fn(usize, usize, f64) -> String) -> Graph {
    let more = nodes.len().saturating_sub(NODES);
    nodes.truncate(NODES);
    let mut layer = vec![0usize; nodes.len()];
    // As often as there are nodes: a circle of reports that have words of one another ends there.
    for _ in 0..nodes.len().min(12) {
        for (report, source, _) in draws {
            if *report < nodes.len() && *source < nodes.len() && report != source {
                layer[*report] = layer[*report].max((layer[*source] + 1).min(5));
            }
        }
    }
    let mut used = [0; 6];
    for (node, layer) in nodes.iter_mut().zip(&layer) {
        node.x = 8 + COLUMN * *layer as i32;
        node.y = 8 + ROW * used[*layer];
        used[*layer] += 1;
    }
    let arrows = draws.iter().filter(|(report, source, _)| *report < nodes.len() && *source < nodes.len());
    let arrow = |(report, source, share): &(usize, usize, f64)| {
        let (from, to) = (&nodes[*source], &nodes[*report]);
        let (x1, y1, x2, y2) = (from.x + BOX, from.y + 18, to.x - 7, to.y + 18);
        let bend = ((x2 - x1).abs() / 2).max(30);
        Arrow {
            path: format!("M{x1} {y1}C{} {y1} {} {y2} {x2} {y2}", x1 + bend, x2 - bend),
            width: ((share * 5.0).ceil() as i32).clamp(1, 5),
            label: label(*report, *source, *share),
        }
    };
    let arrows = arrows.map(arrow).collect();
    let columns = used.iter().rposition(|count| *count > 0).map_or(1, |last| last as i32 + 1);
    Graph {
        width: 8 + COLUMN * (columns - 1) + BOX + 16,
        height: 16 + ROW * used.iter().max().copied().unwrap_or(1),
        nodes,
        arrows,
        more,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nodes(count: usize) -> Vec<Node> {
        let node = |_| Node { x: 0, y: 0, outlet: String::new(), day: String::new(), address: String::new() };
        (0..count).map(node).collect()
    }

    #[test]
    fn a_report_stands_right_of_what_it_draws_on() {
        let label = |_: usize, _: usize, _: f64| String::new();
        let drawn = draw(nodes(4), &[(1, 0, 0.8), (2, 1, 0.1), (9, 0, 1.0)], label);
        let x: Vec<i32> = drawn.nodes.iter().map(|node| node.x).collect();
        assert_eq!(x, [8, 8 + COLUMN, 8 + 2 * COLUMN, 8]);
        assert_eq!(drawn.arrows.iter().map(|arrow| arrow.width).collect::<Vec<_>>(), [4, 1]);
        assert_eq!(draw(nodes(50), &[(0, 1, 0.5), (1, 0, 0.5)], label).more, 10);
    }
}
