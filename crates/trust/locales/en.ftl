refusal-trust-not-finished = You can rate the other side once the deal is finished.
refusal-trust-window-over = The time for ratings ended on { $ended }.
refusal-trust-already-rated = You have rated this deal already; a rating is given once.
refusal-trust-body-not-plain = Write at most { $most } characters of plain text.
refusal-trust-unknown-verdict = Choose good, neutral or bad.

# The pages of ratings.
trust-path = Path
trust-back-to-deal = The deal
trust-rate = Rate the other side
trust-rated-already = You have rated this deal.
trust-not-shown-yet = It is shown when the other side has rated too, or when the time for ratings is over.
trust-how-was-it = How was it?
trust-verdict-good = Good, as agreed
trust-verdict-neutral = Neither good nor bad
trust-verdict-bad = Bad, not as agreed
trust-in-words = In your own words
trust-in-words-hint = May stay empty. Everybody will be able to read it.
trust-blind = Neither side sees the other’s rating before both are given. A rating cannot be changed.
trust-rate-button = Give this rating
trust-ratings-of = Ratings of { $firm }
trust-none = No ratings yet
trust-none-what = Ratings come from finished deals only, one from each side.
trust-newest = Newest first
trust-older = Older
done-rated = Your rating is given.
