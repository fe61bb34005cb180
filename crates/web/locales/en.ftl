problem-400 = The request cannot be read
    Mend it as the detail says and send it again.
problem-401 = Sign in first
    Your session has ended or was never begun. Sign in and try again.
problem-403 = This is not yours to do
    Ask the owner of your firm, or use a key with a wider scope.
problem-404 = Not found
    It does not exist, or is not open to you. Check the address.
problem-405 = This cannot be done here
    The address exists, but not for this method.
problem-408 = The request came too slowly
    It stopped coming in on the way. Send it again on a better line, or in smaller parts.
problem-409 = This key was used for something else
    Send a new idempotency key with a new request.
problem-412 = It has changed since you read it
    Look at it again, then send your change once more.
problem-413 = Too large
    Send less at a time.
problem-415 = The body is of a wrong kind
    Send JSON with Content-Type: application/json.
problem-422 = Not possible like this
    Mend what is listed and send it again.
problem-428 = Say which version you edit
    Send If-Match with the version that you read.
problem-429 = Too many requests
    Wait a moment, then go on.
problem-500 = Something broke on our side
    It is logged. Try again; if it stays, tell the operator the request's id.
problem-503 = Busy just now
    Nothing was changed. Send the same request again in a moment.
problem-unknown = We do not know yet whether it was done
    Send the same request again with the same key: it is done once.
problem-store-down = The market cannot write at present
    Nothing was changed. Try again later.

refusal-request-key = Send a key of 1 to 64 plain characters in the Idempotency-Key header, a new one for each act.
refusal-request-query = The part of the address after the question mark cannot be read: { $told }
refusal-request-null-character = A text holds the character U+0000. Remove it and send again.
refusal-request-shape = The body does not have the expected shape: { $told }
refusal-request-not-json = The body is not JSON: { $told }
refusal-money-mixed-currencies = { $left } and { $right } cannot stand in one sum. Use one currency.
refusal-money-too-large = The amount is larger than the ledger can hold. Split it.
refusal-money-not-an-amount = Write the amount in { $currency } as plain digits with at most { $decimals } decimals, such as 12400.
refusal-money-unknown-currency = { $told } is not an ISO 4217 currency code. Use one such as USD, EUR or CNY.
problem-id = If you ask for help, tell this number:
problem-home = To the market

page-skip = Skip to content
page-unread = { $count } unread
page-main = Main
page-quick = Quick
page-language = Language
page-currency = Currency
page-currency-own = Prices as sellers ask
page-currency-about = Prices also in { $currency }
page-about = ≈ { $sum } (rate of { $day })
page-menu = Menu
page-account = Account
page-scope = Look among
page-scope-goods = Goods
page-scope-firms = Firms
page-scope-requests = Requests
page-search-ends = Words that may be meant
page-search = Search
page-search-what = Merino socks, TN-2110, 保温杯…
page-sign-in = Sign in
page-sign-out = Sign out
page-join = Join free

form-wrong = { $count ->
    [one] One thing to put right
   *[other] { $count } things to put right
}

foot-what = An open market for small firms. The money is held by a custodian until the goods are right.
foot-check = Check us
foot-api = The API
foot-numbers = Public numbers
foot-checkpoints = Daily checkpoints
foot-free = Free
foot-free-text = Shop window, inquiries, quotes and messages cost nothing.
foot-simulated = This is a demonstration
foot-simulated-text = Bank, courier, inspector and post are simulated. No real money moves.

menu-market = Market
menu-inquiries = Inquiries
menu-requests = Requests
menu-reviews = Reviews
menu-deals = Deals
menu-goods = My goods
menu-money = Money
menu-firm = My firm
menu-letters = Letters
page-more = Show more
