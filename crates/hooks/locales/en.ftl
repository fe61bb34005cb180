# Webhooks: a firm's own programs are told what happens.
menu-webhooks = Webhooks

refusal-hooks-url = Give an address that begins with https:// and a host, without a name and password in it.
refusal-hooks-url-long = The address has more than { $most } characters. Give a shorter one.
refusal-hooks-url-private = This address lies in a private network, where the market sends nothing. Give one that everybody on the internet can reach.
refusal-hooks-type-unknown = There is no type “{ $told }”. Choose from the list of types.
refusal-hooks-types-none = Tick at least one type, or choose all.
refusal-hooks-about = Describe it in one line of at most { $most } characters.
refusal-hooks-too-many = A firm has at most { $most } webhooks. Remove one that is not needed any more, or let one tell more types.
refusal-hooks-not-active = Nothing is sent there at present. Resume it first.
refusal-hooks-active = It is active already.
refusal-hooks-since = Give a date and time that is not in the future.

hooks-path = Path
hooks-title = Webhooks
hooks-what = Your own programs are told what happens: each step of a deal, money in and out, claims. Signed, tried again when it fails, in order for each deal.
hooks-types-title = Types of events
hooks-types-what = What your programs can be told. Members may be added to a type; what is there keeps its meaning. Ignore what you do not know.
hooks-recipes = Proving that a message is ours
hooks-recipes-what = Whole programs with nothing to install: give them the secret, the three headers webhook-id, webhook-timestamp and webhook-signature, and the body as it came.
hooks-example = Example
hooks-group-deals = Deals
hooks-group-money = Money
hooks-group-market = Coming to terms
hooks-add = Add a webhook
hooks-add-act = Add
hooks-none = No webhook yet
hooks-none-what = Name an address of your own, such as that of your accounting or your warehouse. Whatever happens is sent there as JSON.
hooks-none-verify = Your program proves in three lines that a message is ours:
hooks-none-programs = The same in Python, Node and shell
hooks-none-poll = Without a server of your own, ask for the list of events from time to time:
hooks-all-types = All types, those to come too
hooks-these-types = Only the types ticked below
hooks-some-types = { $count ->
    [one] One type
   *[other] { $count } types
 }
hooks-url = Address
hooks-url-hint = https:// and a host that everybody can reach.
hooks-about = What is it for?
hooks-which = What is it told?
hooks-types = Types
hooks-types-hint = They count where only some types are told.

hooks-state-active = Active
hooks-state-failing = Failing
hooks-state-paused = Paused
hooks-state-off = Off
hooks-secret-told = The secret of this webhook
hooks-secret-once = Copy it into your program now. It is not shown again, unless you prove anew that it is you.
hooks-off-gone = The address answered that it is gone (410), so nothing is sent any more.
hooks-off-failing = Nothing arrived for days, so nothing is sent any more.
hooks-off-what = What happens meanwhile does not wait. Resume it when your program answers again, then send the events since then.
hooks-paused = Paused: what happens waits here.
hooks-paused-what = When you resume it, all of it is sent in its order.
hooks-failing-since = Nothing has arrived since { $at }.
hooks-failing-what = Look at the tries below. It is tried again and again; after { $days } days without success the webhook is turned off.
hooks-test = Send a test
hooks-pause = Pause
hooks-resume = Resume
hooks-deliveries = What was sent
hooks-deliveries-none = Nothing yet. Send a test, or wait for the next step of a deal.
hooks-event = Event
hooks-how-far = How far
hooks-tries = Tries
hooks-answered = Answer
hooks-when = When
hooks-older = Older
hooks-delivery-waiting = Waiting
hooks-delivery-trying = Tried again
hooks-delivery-arrived = Arrived
hooks-delivery-given-up = Given up
hooks-replay = Send what is missing again
hooks-replay-what = All events since a time that this address should have had and does not have: given up, or told while it was off.
hooks-replay-since = Since
hooks-replay-act = Send again
hooks-edit = Change
hooks-edit-what = Address, description, types
hooks-edit-act = Save
hooks-remove = Remove this webhook
hooks-remove-what = Nothing is sent there any more, and what is on its way is dropped.
hooks-remove-act = Remove
hooks-secret = Secret
hooks-old-until = The former secret signs beside the new one until { $at }.
hooks-rotate = Change the secret
hooks-rotate-what = You see the new secret at once. For { $hours } hours each message carries two signatures, so that your program can change over at its leisure.
hooks-rotate-act = Make a new secret
hooks-show = Show the secret
hooks-show-what = Whoever holds the secret can forge messages, so prove again that it is you: ask for a code, then enter it with your password.
hooks-show-code = Send me a code
hooks-show-act = Show it
hooks-password = Password
hooks-code = Code
hooks-deeds = What was done here
hooks-deed-of-market = the market
hooks-deed-added = Added
hooks-deed-changed = Changed
hooks-deed-paused = Paused
hooks-deed-resumed = Resumed
hooks-deed-rotated = Secret changed
hooks-deed-secret-shown = Secret shown
hooks-deed-replayed = Events sent again
hooks-deed-gone = Turned off: the address is gone
hooks-deed-failing = Turned off: nothing arrived for days
hooks-attempts = Tries
hooks-attempts-none = Not tried yet: something about the same thing goes before it, or it is just being sent.
hooks-took = { $ms } ms
hooks-answer = What was answered
hooks-send-again = Send again
hooks-body = What is sent
hooks-failed-no-name = The name of the host leads nowhere
hooks-failed-private = The host lies in a private network
hooks-failed-no-connection = The host takes no connection
hooks-failed-tls = The host has no valid certificate
hooks-failed-too-slow = No answer in time
hooks-failed-broken = The answer is no HTTP

done-hook-changed = Saved.
done-hook-paused = Paused. What happens waits.
done-hook-resumed = Resumed. What waited is sent now.
done-hook-tested = The test is on its way. Load this page again to see what was answered.
done-hook-code = The code is on its way.
done-hook-replayed = On its way again.
done-hook-removed = Removed.

letter-hooks-failing-subject = Your webhook does not answer
letter-hooks-failing-body = We tried for more than a day to tell your program at
    { $address }
    what happened, and gave up on one event. What comes next is tried as before. See what was answered:

    { $url }{ $path }
letter-hooks-failing-sms = Your webhook does not answer, an event was given up: { $url }{ $path }
letter-hooks-off-subject = Your webhook is turned off
letter-hooks-off-body = We send nothing to
    { $address }
    any more: it said that it is gone, or nothing arrived for days. When your program answers again, resume it and send what it missed:

    { $url }{ $path }
letter-hooks-off-sms = Your webhook is turned off. Resume it here: { $url }{ $path }

hooks-type-webhook-test = A test that somebody asked for
hooks-type-deal-offered = You made an offer by link
hooks-type-deal-agreed = Both sides have signed
hooks-type-deal-paid = A part of the price came into custody
hooks-type-deal-inspection-ordered = Somebody sent for an inspector
hooks-type-deal-inspection-filed = The inspector told what was found
hooks-type-deal-shipped = The goods left
hooks-type-deal-delivered = The carrier handed the goods over
hooks-type-deal-extended = The seller gave more time to check the goods
hooks-type-deal-part-due = A part of the price can be paid now
hooks-type-deal-part-shipped = Some of the goods left
hooks-type-deal-price-changed = The contract has another price
hooks-type-deal-proposed = The seller proposed another price, or that the rest will not come
hooks-type-deal-rest-closed = The rest will not come, and the money for it went back
hooks-type-deal-ship-reminded = Half of the time to dispatch is over
hooks-type-deal-late = The goods did not leave in time
hooks-type-deal-refunded = Money went back to the buyer
hooks-type-deal-finished = The deal was carried out
hooks-type-deal-closed = The deal ended before the goods left
hooks-type-remedy-moved = A claim moved: asked, answered, sent back, disputed, decided, ended
hooks-type-compensation-moved = A claim for compensation moved
hooks-type-protection-moved = How your firm stands by its promises changed
hooks-type-rating-shown = A rating of your firm can be seen
hooks-type-money-ordered = Money in or out was ordered
hooks-type-money-payment-booked = A payment of yours has come in
hooks-type-money-payment-bounced = The bank took a payment of yours back
hooks-type-money-payout-booked = Money has left for your bank
hooks-type-money-payout-rejected = The bank would not pay out; the money is in your balance
hooks-type-money-payout-returned = A payout came back; the money is in your balance
hooks-type-money-claim-raised = Your firm owes money
hooks-type-money-claim-forgiven = A debt of your firm was forgiven
hooks-type-money-balance-claimed = Money that was kept apart is in your wallet again
hooks-type-money-balance-unclaimed = Money that nobody moved in years is kept apart
hooks-type-money-fee-returned = A part of the fee came back to you
hooks-type-money-account-named = A bank account was named for your money, by somebody of your firm or, with nobody told, by order of an authority
hooks-type-inquiry-made = A buyer asked about a product
hooks-type-inquiry-quoted = The seller quoted to an inquiry
hooks-type-inquiry-accepted = The buyer accepted a quote
hooks-type-request-opened = Your buying request opened to sellers
hooks-type-request-returned = Your buying request came back from review
hooks-type-request-full = Your buying request has all the quotes that it takes
hooks-type-request-closed = Your buying request takes no more quotes
hooks-type-request-quoted = A seller quoted to a buying request
hooks-type-request-awarded = The buyer took a quote to a buying request
hooks-type-message-said = Another firm wrote to you
hooks-type-seller-admitted = Your firm may sell in a category
hooks-type-buyer-verified = Your firm was verified as a buyer
