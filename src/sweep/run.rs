//! Running a sweep: scenarios in parallel, rows in order, in bounded memory.
//!
//! Threads take the next scenarios from a counter and leave their rows in a queue; whoever
//! brings the row that is due hands it on, with those that wait behind it. Nobody runs
//! further ahead than [`AHEAD`] rows a thread, or two batches, so the queue is short however long one
//! scenario takes.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::{Row, Sweep};
use crate::error::{Code, Error, Place, Problem};
use crate::planner::Options;
use crate::solve::Series;

/// So many rows a thread may be ahead of the one that is due.
const AHEAD: usize = 64;

/// So many batches at least, for as many threads; and the longest batch.
const BATCHES: usize = 8;
const BATCH: usize = 128;

/// How a sweep is run.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// How each plan is made; its `cancel` ends the sweep too.
    pub options: Options,
    /// How many threads; 0: as many as the machine has.
    pub threads: usize,
    /// How many scenarios to leave out at the start, because their rows are there.
    pub skip: usize,
}

/// What the threads share.
struct Queue<F> {
    /// The number of the row that is due.
    due: usize,
    /// Rows that came before it was their turn.
    waiting: BTreeMap<usize, Row>,
    sink: F,
    failed: Option<Error>,
}

impl Sweep<'_> {
    /// Plans every scenario and hands the rows to `sink`, in order; how many it was
    /// handed. The sweep ends early where `sink` fails or it is cancelled; the
    /// rows handed over are then the first ones, without a gap.
    ///
    /// # Errors
    /// What `sink` returned; [`Error::Output`] where no threads can be had.
    pub fn run<F>(&self, run: &Run, sink: F) -> Result<usize, Error>
    where
        F: FnMut(Row) -> Result<(), Error> + Send,
    {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(run.threads)
            .build()
            .map_err(|e| {
                let place = Place::item("threads");
                Error::Output(Problem::new(Code::CannotWrite, place, [e.to_string()]).into())
            })?;
        let queue = Mutex::new(Queue {
            due: run.skip,
            waiting: BTreeMap::new(),
            sink,
            failed: None,
        });
        let (moved, next) = (Condvar::new(), AtomicUsize::new(0));
        let batch = self.batch(run);
        let ahead = AHEAD.max(2 * batch) * pool.current_num_threads();
        let batches = self.scenarios.div_ceil(batch);
        let first = run.skip / batch;
        pool.broadcast(|_| {
            loop {
                let at = first + next.fetch_add(1, Ordering::Relaxed);
                if run.skip >= self.scenarios
                    || at >= batches
                    || !self.plan_batch(at * batch, batch, run, (&queue, &moved, ahead))
                {
                    break;
                }
            }
        });
        let queue = queue.into_inner().unwrap_or_else(PoisonError::into_inner);
        queue.failed.map_or(Ok(queue.due - run.skip), Err)
    }

    /// How many neighbours are planned one after the other, each from where the last one
    /// stopped: what a row is may hang on the rows before it in its batch, by rounding,
    /// and so never on the threads.
    fn batch(&self, run: &Run) -> usize {
        if run.options.solver.has_starts() {
            (self.scenarios / BATCHES).clamp(1, BATCH)
        } else {
            1
        }
    }

    /// Plans a batch and hands its rows over; whether to go on. Rows that are there
    /// already are planned once more if others start from them.
    fn plan_batch<F>(
        &self,
        from: usize,
        batch: usize,
        run: &Run,
        (queue, moved, ahead): (&Mutex<Queue<F>>, &Condvar, usize),
    ) -> bool
    where
        F: FnMut(Row) -> Result<(), Error> + Send,
    {
        let series = if batch > 1 {
            Series::kept()
        } else {
            Series::default()
        };
        for number in from..(from + batch).min(self.scenarios) {
            let mut at = locked(queue);
            while number >= at.due + ahead
                && at.failed.is_none()
                && !run.options.cancel.is_cancelled()
            {
                at = moved.wait(at).unwrap_or_else(PoisonError::into_inner);
            }
            if at.failed.is_some() || run.options.cancel.is_cancelled() {
                return false;
            }
            drop(at);
            let (row, _) = self.row_in(number, &run.options, &series);
            // A plan that was cut short is not what its row would be; whoever waits
            // for it must hear of that.
            if run.options.cancel.is_cancelled() {
                drop(locked(queue));
                moved.notify_all();
                return false;
            }
            if number >= run.skip {
                locked(queue).take(number, row);
                moved.notify_all();
            }
        }
        true
    }
}

impl<F: FnMut(Row) -> Result<(), Error>> Queue<F> {
    /// Takes a row, and hands on those that are due.
    fn take(&mut self, number: usize, row: Row) {
        self.waiting.insert(number, row);
        while self.failed.is_none()
            && let Some(row) = self.waiting.remove(&self.due)
        {
            match (self.sink)(row) {
                Ok(()) => self.due += 1,
                Err(error) => self.failed = Some(error),
            }
        }
    }
}

/// The queue; a panic of the caller's sink leaves it as good as it was.
fn locked<F>(queue: &Mutex<Queue<F>>) -> MutexGuard<'_, Queue<F>> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}
