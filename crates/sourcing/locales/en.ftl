# What sourcing says when it says no, and what to do next.
refusal-sourcing-own-product = This is your own firm's product. Choose a product of another firm.
refusal-sourcing-quantity-out-of-range = Enter a quantity from 1 to { $most }.
refusal-sourcing-destination-unknown = Enter a country code such as SE, a UN/LOCODE such as SEGOT, or leave it empty.
refusal-sourcing-inquiry-agreed = A quote to this inquiry was accepted already. Go on in the deal, or ask anew.
refusal-sourcing-inquiry-closed = This inquiry has ended. Ask anew.
refusal-sourcing-too-many-quotes = At most { $most } quotes go to one inquiry. Talk to the buyer, who may ask anew.
refusal-sourcing-incoterm-unknown = Choose one of the eleven Incoterms 2020, such as FOB.
refusal-sourcing-place-unknown = Enter the UN/LOCODE of the place, such as CNNGB for Ningbo.
refusal-sourcing-transport-unknown = Choose how the goods travel: express, surface or sea.
refusal-sourcing-place-not-port = { $incoterm } is for ships, and { $place } is no port that we know. Choose a port, or a term such as FCA.
refusal-sourcing-transport-not-sea = { $incoterm } is for ships. Choose transport by sea, or a term such as FCA.
refusal-sourcing-lead-time-out-of-range = Enter a lead time of 0 to { $most } days.
refusal-sourcing-valid-until-unreadable = Enter the end of the quote as a date and time such as 2026-12-31T16:00:00Z.
refusal-sourcing-valid-until-past = The quote would have ended already. Choose a later end.
refusal-sourcing-valid-too-long = A quote binds for at most { $most } days. Choose an earlier end.
refusal-sourcing-parts-out-of-range = Split the price into 1 to { $most } parts.
refusal-sourcing-part-due-unknown = Say for each part when it is due: before_production, after_inspection or before_shipment.
refusal-sourcing-part-not-positive = Each part must be above 0% and at most 100%.
refusal-sourcing-parts-not-whole = The parts make { $sum }% of the price. Change them so that they make 100%.
refusal-sourcing-parts-not-in-order = Put the parts in the order in which they are due: before production, after inspection, before shipment.
refusal-sourcing-note-too-long = A note has at most { $most } characters. Shorten it, or write a message.
refusal-sourcing-note-unprintable = The note holds characters that cannot be shown. Type it anew instead of pasting it.
refusal-sourcing-quote-withdrawn = The seller took this quote back. Ask for a new one.
refusal-sourcing-quote-replaced = This quote is no longer the last one. Reload the page and look at the newest.
refusal-sourcing-quote-expired = This quote ended on { $end }. Ask the seller for a new one.
refusal-sourcing-below-first-tier = This quote begins at { $minimum }. Raise the quantity, or ask for a quote for less.

# Asking a seller.
sourcing-ask = Ask the seller
sourcing-ask-send = Send the question
sourcing-ask-free = Free, and binds you to nothing.
sourcing-field-quantity = Quantity
sourcing-field-destination = Goes to
sourcing-field-destination-hint = A port or a country, such as Gothenburg or SE. Leave it empty if you do not know yet.
sourcing-field-text = Your question
sourcing-field-text-hint = What matters to you: size, colour, packing, label, when you need it.
done-sourcing-asked = Your question is with the seller. The answer will stand here.

# Inquiries.
sourcing-inquiries = Inquiries
sourcing-inquiries-what = Questions and quotes, yours and those to you.
sourcing-older = Older inquiries
sourcing-empty = No inquiries yet
sourcing-empty-what = A good question says how many, to where and by when. Open a product on the market and ask its seller. Questions about your own goods stand here too.
sourcing-empty-act = To the market
sourcing-you-ask = You ask for { $quantity }
sourcing-they-ask = They ask for { $quantity }
sourcing-last-activity = last activity { $at }
sourcing-state-buyer-open = Waiting for a quote
sourcing-state-buyer-quoted = Quote to decide on
sourcing-state-buyer-agreed = Agreed
sourcing-state-buyer-closed = Ended
sourcing-state-seller-open = To answer
sourcing-state-seller-quoted = Quoted
sourcing-state-seller-agreed = Agreed
sourcing-state-seller-closed = Ended

# The talk about one.
sourcing-turn = Your turn
sourcing-turn-until = Your turn, until { $at }
sourcing-turn-next = Next step
sourcing-turn-decide = Decide on the quote
sourcing-turn-decide-why = Accepting makes an agreement; you see all of it once more before. Nothing is paid to the seller until the goods are right.
sourcing-turn-quote = Quote to { $firm }
sourcing-turn-quote-why = A quote binds you until its end. If something is unclear, ask first.
sourcing-turn-answer = Answer { $firm }
sourcing-turn-answer-why = They wrote last and wait for you.
sourcing-turn-write = Write a message
sourcing-waiting = { $firm } has the next word.
sourcing-agreed = A quote was accepted
sourcing-agreed-go = Go on in your deals
sourcing-closed = This inquiry has ended
sourcing-talk = Talk
sourcing-newer = Newer messages
sourcing-this = This inquiry
sourcing-fact-product = Product
sourcing-fact-asked = Asked

# Quotes.
sourcing-quote = Quote
sourcing-quote-write = Write a quote
sourcing-quote-look = Look at it
sourcing-quote-open = Open
sourcing-quote-ended = Past its end
sourcing-quote-accepted = Accepted
sourcing-quote-withdrawn = Taken back
sourcing-quote-replaced = Replaced
sourcing-accept = Accept the quote
sourcing-withdraw = Take it back
sourcing-sum-for = Sum for { $quantity }
sourcing-terms = Terms of delivery
sourcing-transport = Transport
sourcing-sent = Sent
sourcing-days = { $days ->
    [0] on the day of payment
    [one] 1 day after payment
   *[other] { $days } days after payment
 }
sourcing-paid = Paid into guarantee
sourcing-part-production = { $percent }% before production
sourcing-part-inspection = { $percent }% after a passed inspection
sourcing-part-shipment = { $percent }% before shipment
sourcing-valid = Valid until
sourcing-place = { $name } ({ $code })
sourcing-transport-sea = By sea
sourcing-transport-surface = By road, rail or surface mail
sourcing-transport-express = By courier or air
sourcing-field-currency = Currency
sourcing-field-tiers = Prices
sourcing-field-tiers-hint = One row is enough. Leave out rows that you do not need.
sourcing-field-from = From quantity
sourcing-field-price = Price of one
sourcing-field-place = Place
sourcing-field-place-hint = A port or town, such as Ningbo or CNNGB.
sourcing-field-lead = Days from payment to dispatch
sourcing-field-valid = Valid for how many days
sourcing-field-parts-hint = A custodian holds each part until the buyer confirms the goods.
sourcing-field-share = Split
sourcing-field-own-share = Own split: percent before production
sourcing-share-30 = 30% deposit, 70% before shipment
sourcing-share-50 = 50% deposit, 50% before shipment
sourcing-share-30-40-30 = 30% deposit, 40% after inspection, 30% before shipment
sourcing-share-100 = All before production
sourcing-share-own = Own split
sourcing-field-note = Note
sourcing-field-note-hint = What else belongs to the offer: packing, tolerances, samples.
sourcing-quote-send = Send the binding quote
sourcing-quote-note = Until its end the buyer may accept it without asking again. You may take it back before that.
done-sourcing-quoted = Your quote is with the buyer.
done-sourcing-withdrawn = The quote is taken back.

# Incoterms 2020.
sourcing-incoterm-exw = EXW: collected at the seller's door
sourcing-incoterm-fca = FCA: handed to the buyer's carrier
sourcing-incoterm-cpt = CPT: carriage paid
sourcing-incoterm-cip = CIP: carriage and insurance paid
sourcing-incoterm-dap = DAP: delivered, import by the buyer
sourcing-incoterm-dpu = DPU: delivered and unloaded
sourcing-incoterm-ddp = DDP: delivered, duty paid
sourcing-incoterm-fas = FAS: alongside the ship
sourcing-incoterm-fob = FOB: on board the ship
sourcing-incoterm-cfr = CFR: freight paid to the port
sourcing-incoterm-cif = CIF: freight and insurance paid

# Places.
sourcing-port-cnngb = Ningbo
sourcing-port-cnsha = Shanghai
sourcing-port-cnszx = Shenzhen
sourcing-port-cncan = Guangzhou
sourcing-port-cntao = Qingdao
sourcing-port-cnxmn = Xiamen
sourcing-port-cntxg = Tianjin, new port
sourcing-port-cndlc = Dalian
sourcing-port-cnyiw = Yiwu
sourcing-port-cnhgh = Hangzhou
sourcing-port-hkhkg = Hong Kong
sourcing-port-twkhh = Kaohsiung
sourcing-port-krpus = Busan
sourcing-port-jpyok = Yokohama
sourcing-port-sgsin = Singapore
sourcing-port-vnsgn = Ho Chi Minh City
sourcing-port-thlch = Laem Chabang
sourcing-port-idjkt = Jakarta
sourcing-port-innsa = Nhava Sheva
sourcing-port-aejea = Jebel Ali
sourcing-port-nlrtm = Rotterdam
sourcing-port-deham = Hamburg
sourcing-port-beanr = Antwerp
sourcing-port-gbfxt = Felixstowe
sourcing-port-segot = Gothenburg
sourcing-port-frleh = Le Havre
sourcing-port-itgoa = Genoa
sourcing-port-esvlc = Valencia
sourcing-port-uslax = Los Angeles
sourcing-port-usnyc = New York
sourcing-port-brssz = Santos
sourcing-port-ausyd = Sydney

# What a request to buy, a quote to it or an award is refused for, and what to do next.
refusal-request-title-empty = Say in a line what you want to buy.
refusal-request-text-too-long = At most { $most } characters fit here. Shorten it, or make points of it.
refusal-request-text-unprintable = The text holds characters that cannot be shown. Type it anew instead of pasting it.
refusal-request-language-unknown = Say in which language you wrote it, such as en, zh or sv.
refusal-request-destination-unknown = Enter a country code such as SE, or a UN/LOCODE such as SEGOT.
refusal-request-incoterm-unknown = Choose one of the eleven Incoterms 2020, such as FOB, or none.
refusal-request-day-unreadable = Enter the day as year, month and day, such as 2027-02-20.
refusal-request-day-past = That day has passed. Choose a later one.
refusal-request-day-too-far = Choose a day within the next { $most } days.
refusal-request-too-many-certificates = Name at most { $most } papers.
refusal-request-audience-unknown = Choose who may see it: everyone, or asked.
refusal-request-open-days-out-of-range = Let quotes come for 1 to { $most } days.
refusal-request-lines-out-of-range = A request has 1 to { $most } lines. Put more into a second request.
refusal-request-line-unreadable = Line { $line }: say what you want in 1 to { $most } characters.
refusal-request-line-quantity-out-of-range = Line { $line }: enter a quantity from 1 to { $most }.
refusal-request-line-unit-unknown = Line { $line }: choose a unit of the list, such as PR for pairs.
refusal-request-line-category-unknown = Line { $line }: choose a category from the list, or leave it empty.
refusal-request-line-too-many-specs = Line { $line }: name at most { $most } points.
refusal-request-line-spec-unreadable = Line { $line }: each point needs a name of at most { $name } and a value of at most { $value } characters.
refusal-request-line-target-unreadable = Line { $line }: enter the target price as plain digits with a currency, or leave it out.
refusal-request-destination-missing = Say where the goods shall go: nobody can quote without it.
refusal-request-facts-missing = Line { $line }: say what exactly you want. Add a point such as material or size, or describe it in your own words.
refusal-request-too-many-under-way = Your firm has { $most } requests under way already. Close one that you do not need any more.
refusal-request-not-a-draft = This request was sent already. Close it and begin a new one if something is wrong.
refusal-request-not-in-review = This request does not wait for a review. Reload the list.
refusal-request-not-open = This request takes no quotes. Look at the open ones.
refusal-request-ended = The time for quotes ended on { $end }. Look at the open requests.
refusal-request-full = { $most } sellers have quoted already, which is the most. Save a search, and you hear of the next one in time.
refusal-request-awarded = All of this request was awarded already.
refusal-request-own = This is your own firm’s request.
refusal-request-revisions-used = A quote can be changed { $most ->
    [one] once
   *[other] { $most } times
 }, and yours was. It holds until its end, or take it back.
refusal-request-no-line-offered = Quote for at least one line, and for each line once.
refusal-request-line-not-asked = The request has no line { $line }.
refusal-request-answers-missing = Line { $line }: answer each of its { $points } points with yes, no or alternative.
refusal-request-alternative-untold = Line { $line }: say in at most { $most } characters what you offer instead.
refusal-request-sample-unreadable = Enter the price of a sample as plain digits, 0 if it is free, and 0 to { $most } days.
refusal-request-quote-accepted = This quote was accepted already. Go on in the deal.
refusal-request-quote-replaced = This quote is no longer the last one. Reload the page.
refusal-request-quote-withdrawn = The seller took this quote back. Choose another one.
refusal-request-quote-expired = This quote ended on { $end }. Choose another one, or ask the seller anew.
refusal-request-nothing-taken = Take at least one line, and each line once.
refusal-request-line-not-offered = Line { $line } is not in this quote. Take it from another one.
refusal-request-more-than-asked = Line { $line }: take 1 to { $left }, which is what is left of your request.
refusal-request-below-minimum = Line { $line }: this quote begins at { $minimum }. Take more, or take it from another quote.
refusal-request-quote-first = Files stand beside a quote. Quote first, then add them.
refusal-request-too-many-files = A firm adds at most { $most } files to a request. Take one out first, or put several drawings into one PDF.
refusal-request-search-empty = Enter words, a category or a country to look for.
refusal-request-too-many-searches = A firm keeps at most { $most } searches. Remove one first.

# Letters about requests.
letter-lead-subject = A buyer looks for: { $title }
letter-lead-body = A buyer in { $country } looks for: { $title }
    Look at it and quote: { $url }{ $path }
    On the page you see why it was brought to you. At most ten sellers can quote.
    { $market }
letter-lead-sms = A buyer looks for: { $title } { $url }{ $path }
letter-alert-subject = New requests for your saved search: { $count }
letter-alert-body = New since the last letter: { $titles }
    Look at them: { $url }/demand
    No more letters of this search: { $url }{ $stop }
    { $market }
letter-alert-sms = { $count } new requests for your search: { $url }/demand
letter-alert-goods-subject = New goods for your saved search: { $count }
letter-alert-goods-body = New since the last letter: { $titles }
    Look at them: { $url }{ $path }
    No more letters of this search: { $url }{ $stop }
    { $market }
letter-alert-goods-sms = { $count } new goods for your search: { $url }{ $path }
letter-request-opened-subject = Your request is open: { $title }
letter-request-opened-body = We looked at your request, and sellers can quote now: { $title }
    { $url }{ $path }
    { $market }
letter-request-opened-sms = Your request is open: { $url }{ $path }
letter-request-returned-subject = Your request needs a change: { $title }
letter-request-returned-body = We could not open your request yet: { $title }
    Nothing is lost. Read what to add and send it again: { $url }{ $path }
    { $market }
letter-request-returned-sms = Your request needs a change: { $url }{ $path }
letter-request-full-subject = All quotes are there: { $title }
letter-request-full-body = As many sellers as may have quoted: { $title }
    Compare them and choose: { $url }{ $path }
    { $market }
letter-request-full-sms = All quotes are there: { $url }{ $path }
letter-request-ended-subject = The time for quotes is over: { $title }
letter-request-ended-body = Compare the quotes that came and choose: { $title }
    { $url }{ $path }
    { $market }
letter-request-ended-sms = The time for quotes is over: { $url }{ $path }
refusal-request-reason-missing = Tick at least one reason, so that the buyer knows what to change.

# Requests to buy: lists.
request-ways = Around requests
request-own = My requests
request-own-what = Say once what you need, and up to ten sellers quote for it.
request-demand = What buyers look for
request-my-quotes = My quotes
request-alerts = Saved searches
request-new = Write a request
request-none = No requests yet
request-none-what = A good request says what, how many, to where and by when, and the points that matter: material, size, packing. Sellers answer point by point.
request-older = Older ones
request-lines-count = { $count } lines
request-until = until { $at }
request-quotes-of = { $count } of { $most } quotes
request-state-draft = Draft
request-state-returned = Needs a change
request-state-review = We look at it
request-state-open = Open
request-state-full = All quotes are there
request-state-expired = Time is over
request-state-closed = Closed
request-state-awarded = Awarded
request-no-quotes = You have not quoted yet
request-no-quotes-what = Look at what buyers want. A quote that answers each point stands higher than a cheap one.
request-to-demand = To what buyers look for

# One request.
request-wanted = What is wanted
request-facts = This request
request-turn = Your turn
request-turn-next = Next step
request-turn-send = Send your request
request-turn-send-why = We look at it within a few working hours. Then sellers who can deliver hear of it.
request-turn-quote = Quote for it
request-turn-quote-why = Answer each point. Your quote binds you until its end; you can change it once.
request-send = Send the request
request-keep = Keep as a draft
request-edit = Change the request
request-close = Take no more quotes
request-came-back = We could not open your request yet. Nothing is lost: change it and send it again.
request-waits-for-clerk = We look at it by { $at }. You hear from us by letter.
request-your-quote = Your quote
request-revise = Change the quote (once)
request-over-full = All places for quotes are taken
request-over-expired = The time for quotes is over
request-over-closed = The buyer takes no more quotes
request-over-awarded = The buyer has chosen
request-target = You hope for
request-target-hidden = not shown to sellers
request-awarded-of = { $quantity } awarded
request-wanted-by = Wanted by
request-certificates = Papers
request-sample = Sample
request-sample-first = wanted first
request-quotes = Quotes
request-open-until = Quotes until
request-audience = Who sees it
request-audience-everyone = Every firm on the market
request-audience-asked = Only sellers we bring it to
request-begun = Begun
request-why = Why you see this
request-why-what = The request was brought to the sellers with the most points. The same rules hold for all.
request-why-points = { $points } of 1,000 points: why you see this
request-points = Points
request-part-category = Goods of the category
request-part-words = Words in your listings
request-part-capacity = Your minimum order fits
request-part-reply = You answer buyers
request-part-trust = Trades and ratings
request-part-rotation = Not asked lately

# Quotes beside each other.
request-quotes-best = Quotes, best fit first
request-quotes-count = { $count } quotes
request-no-quote-yet = No quotes yet
request-no-quote-yet-what = Sellers who can deliver have been told. You get a letter when all quotes are there.
request-no-quote = No quotes came
request-no-quote-what = Write it anew: fewer points, another quantity or more time bring more quotes.
request-seller = Seller
request-fit-to = Fit to your { $count } points
request-made-in = Sent after
request-terms = Terms, first part / rest
request-price = Price of one, sum
request-days = { $days ->
    [one] 1 day
   *[other] { $days } days
 }
request-reply = Answers { $percent }% of buyers, half of them within { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
 }
request-reply-never = Answers { $percent }% of buyers
request-reply-new = Nobody has asked them yet
request-met-of = { $met } of { $all }
request-every-point = every point met
request-point-other = { $point }: { $note } instead
request-point-no = { $point }: no
request-line-not-offered = { $what }: not offered
request-sample-free = free
request-sample-none = none
request-split = { $first } / { $rest }
request-above-quantity = starts above your quantity
request-covers = { $count } of { $all } lines in full
request-take = Take this quote
request-met = met
request-other = something else offered
request-no = no
request-order-what = The order is fit, then trust, reply and days. Price never sets the first order.
request-sort-fit = Sort by fit
request-sort-lead = Sort by days
request-sort-price = Sort by price

# The form.
request-new-what = Free. Sellers answer point by point, so that you can compare.
request-field-title = What you want, in a line
request-field-title-hint = Such as: 30,000 pairs merino crew socks
request-field-lines = What exactly
request-field-lines-hint = One line for each kind of goods.
request-line-nth = Line { $nth }
request-field-what = Goods
request-field-unit = Unit
request-field-specs = Points
request-field-specs-hint = One point a line, such as: Material: merino, 62 g
request-field-target = Target price of one
request-files = Drawings, photos and papers
request-file-add = Add a file
request-file-remove = Take it out
request-file-size = { $size } KB
done-request-file-added = The file is with the request.
done-request-file-removed = The file is taken out.
request-field-category = Category
request-field-category-hint = Type a word of it in Chinese or English and choose
request-more-lines = More lines
request-more-facts = More facts
request-field-text = In your own words
request-field-text-hint = Use your own language. Sellers see your words as you wrote them.
request-field-lang = Language of your words
request-field-destination-hint = A port or a country, such as Gothenburg or SE.
request-field-open = Days for quotes
request-field-certificates-hint = One a line, such as OEKO-TEX 100
request-field-sample = I want a sample first
request-field-currency = Currency of the target
request-incoterm-any = No wish
request-send-note = Sending binds you to nothing. Your address and number are never shown or sold.

# The form of a quote to a request.
request-field-offers = What you offer
request-field-offers-hint = Prices from a quantity on, and an answer to each point. The first quantity is your minimum order.
request-field-offer = I can deliver this line
request-field-answer = Your answer
request-answer-choose = Choose
request-answer-yes = Yes, as asked
request-answer-alternative = Something else
request-answer-no = No
request-field-note = Note
request-field-sample-wanted = The buyer wants a sample first. 0 is free.
request-field-sample-hint = Leave it empty if you send none. 0 is free.
request-field-sample-price = Price of a sample
request-field-sample-days = Days until it is sent
request-quote-note = The buyer may accept it until its end, the whole or a part. You can change it once.

# The board and saved searches.
request-demand-what = Open requests. You see who asks by their record; you reach them by a quote.
request-for-you = Brought to you
request-open = Open requests
request-field-words = Words
request-field-words-hint = All of them must be in a request.
request-field-country = Goes to
request-field-country-hint = A country code such as SE
request-look = Look
request-no-demand = Nothing like this is open now
request-no-demand-what = Save the search, and you get a letter when a buyer asks for it.
request-save-search = Save a search
request-alerts-what = A letter tells what is new, at most once a day.
request-unmet = Looked for in vain
request-unmet-what = Words for which nobody offered anything, the most frequent first. A word stands here once { $least } searches had it.
request-unmet-none = Nothing was looked for in vain often enough.
request-unmet-none-what = Words stand here once { $least } searches found nothing by them.
request-unmet-words = Words
request-unmet-times = Searches
request-unmet-last = Last
request-kept-searches = Yours
request-sought-request = requests to buy
request-sought-product = products
request-remove-search = Remove
request-stop-what = You get no more letters of this search.
request-stop = Stop the letters
request-stopped = The letters are stopped.

# The clerk’s desk.
request-queue = Requests to look at
request-queue-what = What is due first stands first. The checks mark; you decide.
request-queue-empty = Nothing waits
request-queue-empty-what = New requests stand here as soon as a buyer sends one.
request-review-due = due { $at }
request-review-late = Late
request-decide = Decide
request-reasons = Send it back, because
request-reasons-hint = Tick what is wrong. The buyer reads it, changes the request and sends it again.
request-review-note = To the buyer
request-review-note-hint = What should be added or changed.
request-let-open = Open it
request-send-back = Send it back
request-brought-to = Brought to
request-reason-wrong_direction = It offers goods for sale. A request says what you want to buy; list what you sell as a product.
request-reason-forbidden = These goods may not be traded here.
request-reason-too_few_facts = A seller cannot quote for it yet. Add size, material, packing or a drawing in words.
request-reason-duplicate = You ask for the same in another request. Go on there, or close it first.
request-reason-spam = It is not a request for goods.
request-mark-wrong_direction = May be an offer to sell
request-mark-forbidden = May be forbidden goods
request-mark-too_few_facts = Few facts
request-mark-duplicate = Asked already
request-mark-spam = May be no request
done-request-opened = Your request is open. Sellers who can deliver hear of it now.
done-request-sent = Your request is with us. You hear from us by letter.
done-request-kept = The draft is kept. Nobody else sees it.
done-request-closed = No more quotes come. Those that are there may still be accepted.
done-request-let-open = The request is open.
done-request-sent-back = The request is with its buyer again.
done-request-search-saved = The search is saved.
done-request-search-removed = The search is removed.
sourcing-talk-more = Files and evidence
