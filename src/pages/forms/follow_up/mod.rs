//! Following what was sent: the reference and the code, then where it stands and what can be done. Both stay in memory, and
//! nothing of them is in the address.

mod ask;
mod following;
mod other_time;
mod state;
mod visit;

pub use following::{Following, said};
pub use state::outcome;
pub use visit::{asking, visit};

use leptos::prelude::*;

use crate::{
    components::live::part,
    context::{Watched, desk, speech},
};

/// The page: it asks until it can tell.
pub fn page() -> AnyView {
    let following = Following::new(None);
    let (reference, code) = ask::held();
    following.reference.set(reference);
    following.code.set(code);
    // Who follows a declaration said nothing of whose device it is: it is taken for a shared one.
    let (desk, speech) = (desk(), speech());
    desk.watch(Watched {
        is_at_stake: Callback::new(move |()| following.is_at_stake()),
        blank: Callback::new(move |()| following.blank(speech)),
    });
    on_cleanup(move || desk.watch_no_more());
    let known = Memo::new(move |_| following.is_known());
    part(move || {
        let known = known.get();
        untrack(|| if known { state::screen(following) } else { ask::screen(following) })
    })
}
