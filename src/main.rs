//! Starts the app. `boot.js` has fetched everything by now; what goes wrong from here on ends in its failure block.

use guichet::{app, browser::boot};

fn main() {
    boot::catch_panics();
    if let Err(fault) = boot::handover().and_then(app::start) {
        boot::failed(fault.as_reason());
    }
}
