//! Who goes where: what leaves and arrives, matched along routes at least total distance.
//!
//! A transport problem, by shortest augmenting paths: send what is left along the path
//! of least distance through what has been sent so far, until nothing is left. What is
//! sent is whole where what leaves and arrives is. Ties go to the first in order, so the
//! same amounts are always matched the same way.

use std::collections::{BTreeMap, VecDeque};

/// Amounts under this are rounding.
const DUST: f64 = 1e-9;

/// So much from one section to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Route {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) amount: f64,
}

/// One direction of a way between two nodes; its other direction is its neighbour.
struct Edge {
    to: usize,
    room: f64,
    length: f64,
}

#[derive(Default)]
struct Network {
    edges: Vec<Edge>,
    /// Per node, the edges that leave it.
    of: Vec<Vec<usize>>,
}

impl Network {
    fn join(&mut self, from: usize, to: usize, room: f64, length: f64) {
        for (a, b, room, length) in [(from, to, room, length), (to, from, 0.0, -length)] {
            if let Some(of) = self.of.get_mut(a) {
                of.push(self.edges.len());
            }
            self.edges.push(Edge {
                to: b,
                room,
                length,
            });
        }
    }

    /// The edges of the shortest path with room, if there is one.
    fn path(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        let mut best = vec![f64::INFINITY; self.of.len()];
        let mut by: Vec<Option<usize>> = vec![None; self.of.len()];
        let mut queue = VecDeque::from([from]);
        let mut is_queued = vec![false; self.of.len()];
        *best.get_mut(from)? = 0.0;
        while let Some(node) = queue.pop_front() {
            *is_queued.get_mut(node)? = false;
            let here = *best.get(node)?;
            for e in self.of.get(node)? {
                let edge = self.edges.get(*e)?;
                let there = best.get_mut(edge.to)?;
                if edge.room > DUST && here + edge.length < *there - DUST {
                    *there = here + edge.length;
                    *by.get_mut(edge.to)? = Some(*e);
                    if !*is_queued.get(edge.to)? {
                        *is_queued.get_mut(edge.to)? = true;
                        queue.push_back(edge.to);
                    }
                }
            }
        }
        let mut path = Vec::new();
        let mut node = to;
        while node != from {
            let e = (*by.get(node)?)?;
            path.push(e);
            node = self.edges.get(e ^ 1)?.to;
        }
        Some(path)
    }

    /// Sends what a path has room for.
    fn send(&mut self, path: &[usize]) {
        let rooms = path.iter().filter_map(|e| self.edges.get(*e));
        let amount = rooms.map(|e| e.room).fold(f64::INFINITY, f64::min);
        for e in path {
            for (e, by) in [(*e, -amount), (e ^ 1, amount)] {
                if let Some(edge) = self.edges.get_mut(e) {
                    edge.room += by;
                }
            }
        }
    }
}

/// Matches what leaves sections with what arrives, along the routes from each section.
pub(super) fn shortest<'r>(
    leaving: &[(usize, f64)],
    arriving: &[(usize, f64)],
    routes: impl Fn(usize) -> &'r [(usize, f64)],
) -> Vec<Route> {
    let (source, sink) = (0, 1);
    let nodes = 2 + leaving.len() + arriving.len();
    let mut network = Network {
        edges: Vec::new(),
        of: vec![Vec::new(); nodes],
    };
    let node_of: BTreeMap<usize, usize> = arriving
        .iter()
        .enumerate()
        .map(|(i, (t, _))| (*t, 2 + leaving.len() + i))
        .collect();
    let mut ways: Vec<(usize, usize, usize)> = Vec::new();
    for (i, (s, amount)) in leaving.iter().enumerate() {
        network.join(source, 2 + i, *amount, 0.0);
        for (t, distance) in routes(*s) {
            if let Some(node) = node_of.get(t) {
                ways.push((*s, *t, network.edges.len()));
                let length = if distance.is_finite() { *distance } else { 0.0 };
                network.join(2 + i, *node, f64::INFINITY, length);
            }
        }
    }
    for (t, amount) in arriving {
        if let Some(node) = node_of.get(t) {
            network.join(*node, sink, *amount, 0.0);
        }
    }
    while let Some(path) = network.path(source, sink) {
        network.send(&path);
    }
    let sent = |e: usize| network.edges.get(e ^ 1).map_or(0.0, |back| back.room);
    let routes = ways.into_iter().map(|(from, to, e)| Route {
        from,
        to,
        amount: sent(e),
    });
    routes.filter(|r| r.amount > DUST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_yields_where_another_has_no_other_way() {
        // 1 is nearest to 3, but 2 can go nowhere else.
        let routes = |s: usize| -> &[(usize, f64)] {
            match s {
                1 => &[(3, 1.0), (4, 5.0)],
                2 => &[(3, 2.0)],
                _ => &[],
            }
        };
        let sent = shortest(&[(1, 1.0), (2, 1.0)], &[(3, 1.0), (4, 1.0)], routes);
        let way = |from, to| Route {
            from,
            to,
            amount: 1.0,
        };
        assert_eq!(sent, [way(1, 4), way(2, 3)]);
    }

    #[test]
    fn what_is_whole_stays_whole_at_least_distance() {
        let routes = |s: usize| -> &[(usize, f64)] {
            match s {
                1 => &[(3, 1.0), (4, 3.0)],
                2 => &[(3, 2.0), (4, 9.0)],
                _ => &[],
            }
        };
        let sent = shortest(&[(1, 3.0), (2, 2.0)], &[(3, 3.0), (4, 2.0)], routes);
        let total: f64 = sent.iter().map(|r| r.amount).sum();
        assert!((total - 5.0).abs() < 1e-12);
        assert!(sent.iter().all(|r| r.amount.fract() < 1e-12));
        // Two of the three go to 4, so that both of 2 stay near.
        assert!(sent.contains(&Route {
            from: 2,
            to: 3,
            amount: 2.0
        }));
    }
}
