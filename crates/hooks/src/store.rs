//! All SQL of webhooks, on its own tables.

mod deliveries;
mod endpoints;
mod events;
mod lanes;

pub(crate) use deliveries::{
    add_attempt, add_delivery, change_delivery, find_delivery, list_attempts, list_deliveries,
    list_settled, put_on_way_again,
};
pub(crate) use endpoints::{
    add_deed, add_endpoint, change_health, change_look, change_state, get_endpoint, hear_of_work,
    list_deeds, list_due_endpoints, list_endpoints, list_listeners, lock_endpoint, put_endpoint,
    put_salt, remove_endpoint,
};
pub(crate) use events::{
    add_event, find_event, forget_event, list_events, list_known, list_old, list_since,
};
pub(crate) use lanes::{
    add_lane, end_lane, find_lease, lease_lane, list_due_lanes, list_leased, next_due, put_lane,
    remove_lanes, wake_lane, wake_lanes,
};
