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
refusal-sourcing-part-due-unknown = Say for each part when it is due: before_production or before_shipment.
refusal-sourcing-part-not-positive = Each part must be above 0% and at most 100%.
refusal-sourcing-parts-not-whole = The parts make { $sum }% of the price. Change them so that they make 100%.
refusal-sourcing-parts-not-in-order = Put the parts that are due before production first.
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
sourcing-talk-more = Files and evidence
