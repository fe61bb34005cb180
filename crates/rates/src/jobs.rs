//! What keeps the rates at hand.

use crate::actions;
use kernel::Outcome;
use web::App;

/// Puts the rates that may be shown today into this process's memory, or none.
pub async fn refresh(app: &App) -> Outcome<()> {
    let found = app.store().read("rates.in-use", actions::in_use).await?;
    app.set_rates(found.map(|day| day.rates));
    Ok(())
}
