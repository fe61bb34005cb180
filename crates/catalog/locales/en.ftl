# What the catalog says when it says no, and what to do next.
refusal-catalog-below-minimum = The least quantity is { $moq }. Order { $moq } or more, or ask the seller for a quote.
refusal-catalog-title-empty = Enter a title that says what it is.
refusal-catalog-text-too-long = At most { $most } characters fit here. Shorten the text.
refusal-catalog-text-unprintable = This text holds characters that cannot be shown. Type it anew instead of pasting it.
refusal-catalog-language-unknown = Choose the language of the title from the list: en or zh-CN.
refusal-catalog-unit-unknown = Choose a unit of measure from the list, such as C62 for pieces or KGM for kilograms.
refusal-catalog-currency-unknown = Enter an ISO 4217 currency code such as USD, EUR or CNY.
refusal-catalog-first-tier-not-at-minimum = The first price begins at the minimum order, and that is at least 1. Let the first price begin at { $moq }, or change the minimum order.
refusal-catalog-lead-time-out-of-range = Enter a lead time of 0 to { $most } days. For a longer one, answer inquiries with a quote.
refusal-catalog-tiers-missing = Enter at least one price.
refusal-catalog-too-many-tiers = At most { $most } prices fit into the table. Join some of them.
refusal-catalog-price-unreadable = “{ $told }” is no price. Write plain digits with at most six decimals, such as 0.0875.
refusal-catalog-price-not-positive = Enter a price above zero.
refusal-catalog-tier-quantity-out-of-range = Enter quantities from 1 to { $most }.
refusal-catalog-tiers-not-rising = Each price must begin at a larger quantity than the one before. Put them in order.
refusal-catalog-tier-price-rises = Whoever buys more must not pay more for each. Lower the later prices.
refusal-catalog-photo-too-large = A photo has at most { $most } MB. Send a smaller one.
refusal-catalog-photo-wrong-kind = This is no JPEG, PNG or WebP picture. Save it as one of these and send it again.
refusal-catalog-photo-too-many-pixels = The picture has too many pixels: at most { $most } on a side, and 128 MB when opened. Send a smaller one.
refusal-catalog-photo-broken = The picture cannot be read to its end. Send it again, or save it anew first.
refusal-catalog-photo-missing = Choose a picture first. A program sends it in the field “photo”.
refusal-catalog-category-no-code = “{ $told }” is no category. Choose one from the list.
refusal-catalog-category-closed = In this category buyers come first, so not every seller can list there yet. Apply at /shelves/{ $category }; until then keep the product hidden or choose another category.
refusal-catalog-category-waiting = You have applied for this category and are number { $place } in the line. At /shelves/{ $category } you see what moves you up.

# Units of measure, after a number.
unit-c62 = { $count ->
    [one] piece
   *[other] pieces
 }
unit-pr = { $count ->
    [one] pair
   *[other] pairs
 }
unit-set = { $count ->
    [one] set
   *[other] sets
 }
unit-dzn = { $count ->
   *[other] dozen
 }
unit-gro = { $count ->
   *[other] gross
 }
unit-cen = { $count ->
   *[other] hundred
 }
unit-mil = { $count ->
   *[other] thousand
 }
unit-grm = { $count ->
    [one] gram
   *[other] grams
 }
unit-kgm = { $count ->
    [one] kilogram
   *[other] kilograms
 }
unit-tne = { $count ->
    [one] tonne
   *[other] tonnes
 }
unit-lbr = { $count ->
    [one] pound
   *[other] pounds
 }
unit-onz = { $count ->
    [one] ounce
   *[other] ounces
 }
unit-cmt = { $count ->
    [one] centimetre
   *[other] centimetres
 }
unit-mtr = { $count ->
    [one] metre
   *[other] metres
 }
unit-fot = { $count ->
    [one] foot
   *[other] feet
 }
unit-inh = { $count ->
    [one] inch
   *[other] inches
 }
unit-yrd = { $count ->
    [one] yard
   *[other] yards
 }
unit-mtk = { $count ->
    [one] square metre
   *[other] square metres
 }
unit-ftk = { $count ->
    [one] square foot
   *[other] square feet
 }
unit-mtq = { $count ->
    [one] cubic metre
   *[other] cubic metres
 }
unit-mlt = { $count ->
    [one] millilitre
   *[other] millilitres
 }
unit-ltr = { $count ->
    [one] litre
   *[other] litres
 }
unit-gll = { $count ->
    [one] US gallon
   *[other] US gallons
 }
unit-bx = { $count ->
    [one] box
   *[other] boxes
 }
unit-ct = { $count ->
    [one] carton
   *[other] cartons
 }
unit-pk = { $count ->
    [one] pack
   *[other] packs
 }
unit-bg = { $count ->
    [one] bag
   *[other] bags
 }
unit-ro = { $count ->
    [one] roll
   *[other] rolls
 }
unit-bo = { $count ->
    [one] bottle
   *[other] bottles
 }
unit-ca = { $count ->
    [one] can
   *[other] cans
 }
unit-pf = { $count ->
    [one] pallet
   *[other] pallets
 }
unit-st = { $count ->
    [one] sheet
   *[other] sheets
 }

# The market and its goods.
catalog-market = The market
catalog-market-what = The newest goods first. Looking, asking and comparing cost nothing.
catalog-hero = Buy straight from small makers. Your money is held until the goods are right.
catalog-lede = Look, ask and compare for free. When you order, a custodian keeps the payment and hands it to the seller once the goods have come as agreed.
catalog-join = Join free
catalog-list-yours = List your goods
catalog-newest = New on the market
catalog-goods-of = Goods of { $firm }
catalog-older = Older goods
catalog-to-market = To the market
catalog-empty = No goods here yet
catalog-empty-what = A good listing has one clear photo, a title that names material and size, and a price from the least quantity you make. It takes five minutes and is free.
catalog-empty-firm = This firm lists nothing at present
catalog-empty-firm-what = See what other firms offer, or look in again later.
catalog-quantity = { $quantity } { $unit }
catalog-from = from { $quantity }
catalog-range = { $from }–{ $to } { $unit }
catalog-range-open = { $quantity } and more
catalog-ladder = Price by quantity
catalog-lead-time = { $days ->
    [0] the same day
    [one] in 1 day
   *[other] in { $days } days
 }
catalog-sent = { $days ->
    [0] sent the same day
    [one] sent in 1 day
   *[other] sent in { $days } days
 }
catalog-sold-at-once = Order at once at the listed price
catalog-sold-by-quote = Ask for a quote first
catalog-no-photo = No photo yet
catalog-path = Path
catalog-hidden-note = Hidden: only your firm sees this page.
catalog-least = Least order
catalog-leaves = Sent
catalog-sold-by = Sold by the
catalog-how = How to order
catalog-how-at-once = At once
catalog-how-ask = Ask first
catalog-own = Your own goods
catalog-own-what = This is how buyers see them.
catalog-order-quantity = Quantity
catalog-work-out = Work out the sum
catalog-times = { $quantity } × { $price }
catalog-order = Order with guarantee: { $total }
catalog-sign-in-to-order = Sign in to order
catalog-ask = Ask a question
catalog-order-note = The seller is bound to this price. Your payment stays with a custodian until you confirm the goods, or the time to check them has passed.
catalog-quote-note = Say how many you need and where they go. The seller answers with a quote, and you decide.
catalog-what = What it is
catalog-no-text = The seller has written nothing more. Ask what you need to know.
catalog-sku = Article number
catalog-since = Listed since
catalog-beside = Also from this seller
catalog-all = All

# A firm's own goods.
catalog-goods = Your goods
catalog-goods-what = What buyers see on the market. Hidden goods are seen by your firm alone.
catalog-goods-empty = You have listed nothing yet
catalog-new = List a product
catalog-new-what = Free of charge. A title and one price are enough to begin; all of it can be changed later.
catalog-edit = Edit
catalog-edit-product = Edit product
catalog-col-product = Product
catalog-col-price = Price
catalog-col-state = Seen by
catalog-col-acts = Acts
catalog-state-listed = Everybody
catalog-state-hidden = Hidden
catalog-hide = Hide
catalog-show = Show again
catalog-field-title = Title
catalog-field-title-hint = What it is, with material and size, such as “Cotton socks, 200 needles, size 39–42”.
catalog-field-lang = Language of title and description
catalog-field-text = Description
catalog-field-text-hint = Material, sizes, colours, packing, certificates. One line each reads best.
catalog-field-currency = Currency
catalog-field-tiers = Prices
catalog-field-tiers-hint = The first row is your least order. Whoever takes more pays the same or less for each. Leave out rows that you do not need.
catalog-field-from = From quantity
catalog-field-price = Price of one
catalog-field-lead = Days from payment to dispatch
catalog-field-lead-hint = 0 if it leaves the same day.
catalog-field-open = Sell at these prices at once: an order is an agreement, without a quote before it.
catalog-field-sku = Your article number
catalog-field-sku-hint = If you have one.
catalog-overtaken = Somebody saved this product after you opened it
catalog-overtaken-what = What you typed is still in the form, and not saved yet. Below stands what is saved now where it differs from yours. Take over what you want to keep, then save: your form takes its place.
catalog-overtaken-same = What is saved now is what you typed. There is nothing left to do.
catalog-list-it = Put it on the market
catalog-save = Save
catalog-photo = Photo
catalog-photo-none = No photo yet. Daylight and a plain ground show goods best.
catalog-field-photo = Choose a picture
catalog-field-photo-hint = JPEG, PNG or WebP, at most 8 MB. Place and camera are taken out of the file.
catalog-photo-send = Save the photo
catalog-seen = Who sees it
catalog-seen-listed = It is on the market. Hidden, it can be neither found nor ordered; deals already made go on.
catalog-seen-hidden = Only your firm sees it. Show it again when you can deliver.

done-catalog-listed = It is on the market. Add a photo, so that buyers see what they get.
done-catalog-changed = Saved.
done-catalog-hidden = Hidden. Deals already made go on.
done-catalog-shown = It is on the market again.
done-catalog-photo = The photo is saved.
