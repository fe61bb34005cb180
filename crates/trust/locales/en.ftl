refusal-trust-not-finished = You can rate the other side once the deal is finished.
refusal-trust-window-over = The time for ratings ended on { $ended }.
refusal-trust-already-rated = You have rated this deal already; a rating is given once.
refusal-trust-body-not-plain = Write at most { $most } characters of plain text.
refusal-trust-unknown-verdict = Choose good, neutral or bad.
