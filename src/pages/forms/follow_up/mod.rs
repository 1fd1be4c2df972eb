//! Following what was sent: the reference and the code, then where it stands and what can be done. Both stay in memory, and
//! nothing of them is in the address.

mod ask;
mod following;
mod state;
mod visit;

pub use following::{Following, said};
pub use state::outcome;
pub use visit::{asking, visit};

use leptos::prelude::*;

use crate::components::live::part;

/// The page: it asks until it can tell.
pub fn page() -> AnyView {
    let following = Following::new(None);
    let known = Memo::new(move |_| following.is_known());
    part(move || {
        let known = known.get();
        untrack(|| if known { state::screen(following) } else { ask::screen(following) })
    })
}
