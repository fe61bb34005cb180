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
refusal-catalog-too-many-photos = A product has at most { $most } photos. Take one away first.
refusal-catalog-not-a-multiple = It is sold in lots of { $multiple }. Order a whole number of lots.
refusal-catalog-multiple-out-of-step = The least order must be a whole number of lots. Change the lot or the least order of { $moq }.
refusal-catalog-category-closed = In this category buyers come first, so not every seller can list there yet. Apply at /shelves/{ $category }; until then keep the product as a draft or choose another category.
refusal-catalog-category-waiting = You have applied for this category and are number { $place } in the line. At /shelves/{ $category } you see what moves you up.
refusal-catalog-category-unknown = The market has no such category. Choose one from the list; a file or a program names it by its code, such as socks.
refusal-catalog-hs-not-digits = An HS code has 6 to 12 digits, such as 6115.95. Take it from your last customs papers, or leave the field empty.
refusal-catalog-hs-unknown = HS 2022 has no code that begins with these six digits. Look it up in your customs papers, or leave the field empty.
refusal-catalog-gtin-wrong = “{ $told }” is no bar code number: 8, 12, 13 or 14 digits, the last of which checks the others. Type it again from the bar code, or leave the field empty.
refusal-catalog-origin-unknown = Choose a country from the list, or write its two letters, such as CN.
refusal-catalog-too-many = At most { $most } fit here. Leave some out.
refusal-catalog-half-told = Something is missing in one of the lines: each needs a name and what belongs to it. Write one a line, as the example shows.
refusal-catalog-twice = “{ $told }” stands here twice. Leave one of them out.
refusal-catalog-fact-no-number = Write { $name } as a number, such as { $example }.
refusal-catalog-day-unreadable = “{ $told }” is no day. Write year, month and day, such as 2027-03-31.
refusal-catalog-sample-out-of-range = Enter numbers and days of samples from 0 to { $most }.
refusal-catalog-amount-unreadable = “{ $told }” is no amount. Write plain digits, such as 5.00.
refusal-catalog-options-differ = All variants must choose among the same things, such as colour and size, in the same order. Write the same names in every line.
refusal-catalog-two-prices = A variant has a price of its own or a difference, not both. Leave one out.
refusal-catalog-stock-out-of-range = Write the stock as a whole number from 0 to { $most }, or leave it out if it is made to order.
refusal-catalog-stock-reserved = { $reserved } are kept for orders that have not left. Enter at least as many, or send or cancel these orders first.
refusal-catalog-stock-counted-before = The stock has changed since this table was written, so your count of this row was left out. Take a new table, and count in that one.
refusal-catalog-sold-out = “{ $title }” is sold out. Take it out, or ask the seller when there is more.
refusal-catalog-too-few-left = Of “{ $title }” only { $left } are left. Order at most as many.
refusal-catalog-draft-not-whole = A product needs at least one price before others see it. Add one, save, and put it on the market then.
refusal-catalog-words-of-the-original = The product is written in this language already. Change its own title, or choose another language.
refusal-catalog-words-without-title = Enter a title too, or leave both fields empty to take the translation away.
refusal-catalog-table-wrong-kind = This is no table that can be read. Save it as XLSX or CSV and send it again.
refusal-catalog-table-unreadable = The file cannot be read to its end. Save it anew as XLSX or CSV and send it again.
refusal-catalog-table-empty = There are no rows with goods in this file. The first row holds the headings, each further row one product.
refusal-catalog-table-too-many-rows = A file holds at most { $most } rows. Split it.
refusal-catalog-table-too-large = A file has at most { $most } MB. Split it.
refusal-catalog-table-row-too-long = Row { $row } has no end or too many columns. Look for a quotation mark without its partner near it, mend it, and send the file again.
refusal-catalog-workbook-too-large = A workbook has at most { $most } MB and must not unpack to more than 768 MB. Save the sheet as CSV and send that.
refusal-catalog-cell-too-long = A cell of this row is longer than 64 KB. Shorten it.
refusal-catalog-cell-with-null = A cell of this row holds a character that no text has. Type it anew.
refusal-catalog-row-too-wide = This row has more cells than there are headings. Look for a comma or a quotation mark too many.
refusal-catalog-variation-alone = The product of this variation does not stand right before it. Put the variation under its product.
refusal-catalog-columns-unknown = Say which column holds the title and which the price.
refusal-catalog-import-faulty = { $faults ->
    [one] The file has a fault. Mend it, or say that the faulty product stays out.
   *[other] The file has { $faults } faults. Mend them, or say that the faulty products stay out.
 }
refusal-catalog-nothing-to-take = No product of this file is right. Mend the faults and send it again.
refusal-catalog-field-unknown = There is no field “{ $told }” here. Take one that the list of fields has.
refusal-catalog-too-many-alike = More than { $most } products have this title and no article number. Give them article numbers, so that they can be told apart.
refusal-catalog-import-not-ready = This import cannot do that now. Look at where it is, and go on from there.
refusal-catalog-sku-twice-in-file = The article number “{ $told }” stands in row { $first } already. Give each product its own.
refusal-catalog-file-missing = Choose a file first: XLSX or CSV.
refusal-catalog-export-too-large = A workbook takes at most { $most } products. Fetch CSV: it takes any number.

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
    [0] within { $retail } days
    [one] in 1 day
   *[other] in { $days } days
 }
catalog-sent = { $days ->
    [0] sent within { $retail } days
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
catalog-order-at-checkout = Order with guarantee
catalog-sign-in-to-order = Sign in to order
catalog-ask = Ask a question
catalog-order-note = The seller is bound to this price. Your payment stays with a custodian until you confirm the goods, or the time to check them has passed.
catalog-checkout-note = The seller is bound to this price. Freight and tax are worked out for your address and shown before you order. Your payment stays with a custodian until you confirm the goods, or the time to check them has passed.
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
catalog-field-lead-hint = 0 if it lies ready and you promise no day; it must then leave within the days that the market's rules give.
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

# What else is known of a product.
catalog-refresh = Refresh
catalog-state-draft = Draft
catalog-state-expired = Expired
catalog-seen-draft = A draft: only your firm sees it. Put it on the market when it is ready.
catalog-seen-expired = Its days on the market are over, and only your firm sees it. If it is still right, refresh it: it is shown again, ahead of others.
catalog-field-category = Category
catalog-category-none = Not chosen yet
catalog-field-multiple = Sold in lots of
catalog-field-multiple-hint = 12 if you sell by the dozen only. Empty if any number goes.
catalog-field-hs = HS code
catalog-field-hs-hint = 6 to 12 digits, from your customs papers.
catalog-field-gtin = Bar code number (GTIN)
catalog-field-brand = Brand
catalog-field-model = Model number
catalog-field-origin = Made in
catalog-origin-none = Not said
catalog-field-keywords = Other words that buyers look for
catalog-field-keywords-hint = Set apart by commas: ankle sock, sneaker sock
catalog-field-attributes = Facts
catalog-field-attributes-hint = One a line, as “Material: 80% cotton”.
catalog-field-certificates = Certificates
catalog-field-certificates-hint = One a line: name | number | issued by | valid until. Such as “OEKO-TEX Standard 100 | 12.HCN.345 | Hohenstein | 2027-03-31”.
catalog-field-variants = Variants
catalog-field-variants-hint = One a line: what is chosen | article number | bar code | price | stock. Such as “Colour: red; Size: M | S-RED-M | | +0.50 | 200”. A price with + or - is a difference. No stock means made to order.
catalog-field-sample-price = Price of a sample
catalog-field-sample-most = Most samples for one buyer
catalog-field-sample-days = Days until a sample leaves
catalog-field-draft = Keep it as a draft: only your firm sees it.
catalog-more-customs = Numbers, brand and origin
catalog-more-facts = Facts and certificates
catalog-more-variants = Variants
catalog-more-samples = Samples
catalog-more-terms = More terms

# Files of goods.
catalog-facts-ask = Show what buyers ask for there
catalog-facts-asked = Buyers on this shelf ask for these. Fill in what you know.
catalog-import = Import goods from a file
catalog-import-what = A table from your spreadsheet or your shop. Nothing is taken before you have seen what was found.
catalog-import-short = Import
catalog-import-currency = Currency, where the file names none
catalog-import-lead = Days to dispatch, where the file names none
catalog-import-file = File
catalog-import-file-hint = XLSX or CSV, at most 1 GB. Goods that you have already, by article number or by title, brand and model, are changed; the others are added.
catalog-import-send = Look through the file
catalog-import-help = How the table looks
catalog-import-help-what = The first row holds the headings, each further row one product. Only a title and a price are needed.
catalog-import-sample-xlsx = Sample (XLSX)
catalog-import-sample-csv = Sample (CSV)
catalog-import-shops = The product files of Shopify and WooCommerce are taken as they are. Excel, WPS and other programs may write them in any usual encoding.
catalog-export-csv = Your goods (CSV)
catalog-export-xlsx = Your goods (XLSX)
catalog-import-recent = Sent before
catalog-import-came = Sent at
catalog-col-products = Products
catalog-import-state = State
catalog-import-unnamed = File without a name
catalog-import-is-unmapped = Columns to name
catalog-import-is-waiting = Being looked through
catalog-import-is-faulty = Faults found
catalog-import-is-ready = Ready
catalog-import-is-running = Coming in
catalog-import-is-done = Done
catalog-import-is-stopped = Stopped
catalog-import-next-unmapped = The headings do not tell which column holds the title and which the price. Say so below; the other columns are up to you.
catalog-import-next-waiting = The file is being looked through. This page looks again by itself; you may also leave and come back.
catalog-import-next-faulty = { $faults ->
    [one] One fault was found in { $rows } rows, and nothing was taken. Mend it in your file and send it again, or leave the product out.
   *[other] { $faults } faults were found in { $rows } rows, and nothing was taken. Mend them in your file and send it again, or leave the faulty products out. { $shown } faults are listed.
 }
catalog-import-next-ready = { $products ->
    [one] One product was found, and nothing is wrong with it. It is not taken yet.
   *[other] { $products } products were found, and nothing is wrong with them. Nothing is taken yet.
 }
catalog-import-next-running = { $taken } of { $products } products are in. This page looks again by itself; you may also leave and come back.
catalog-import-next-done = All { $products } products are in: { $added } new, { $changed } changed, { $unchanged } as they were.
catalog-import-next-done-without = { $products } products are in: { $added } new, { $changed } changed, { $unchanged } as they were. { $left ->
    [one] One with faults stayed out, as you said.
   *[other] { $left } with faults stayed out, as you said.
 }
catalog-import-next-stopped = Stopped. { $taken } of { $products } products were taken before, and they stay.
catalog-import-not-whole = Some rows were not taken whole. Which, and why, stands below.
catalog-import-shut-out = { $hidden ->
    [one] One product came in hidden: its shelf is closed to your firm. Apply for the shelf, then show it.
   *[other] { $hidden } products came in hidden: their shelves are closed to your firm. Apply for the shelves, then show them.
 }
catalog-import-unused = Columns that are left out:
catalog-import-columns = Which column is which
catalog-import-heading = Heading in your file
catalog-import-example = First row
catalog-import-is = Is the
catalog-import-left-out = (left out)
catalog-import-look = Look through the file again
catalog-import-row = Row
catalog-import-column = Column
catalog-import-fault = What is wrong
catalog-import-whole = File
catalog-import-again = Send the mended file
catalog-import-more = More faults
catalog-import-go = { $products ->
    [one] Take this product
   *[other] Take these { $products } products
 }
catalog-import-leave-what = Or take what is right now. What is faulty stays out until you send it again.
catalog-import-leave = { $left ->
    [one] Take { $products }, leave one out
   *[other] Take { $products }, leave { $left } out
 }
catalog-import-left-what = The faulty rows by themselves, with a column that says what is wrong. Mend them there and send that file.
catalog-import-left-xlsx = Faulty rows (XLSX)
catalog-import-left-csv = Faulty rows (CSV)
catalog-import-alike = { $alike ->
    [one] One product has no article number, but the title, brand and model of goods that you have
   *[other] { $alike } products have no article number, but the title, brand and model of goods that you have
 }
catalog-import-alike-change = They are the same: change my goods to what the file says
catalog-import-alike-keep = They are the same: leave my goods as they are
catalog-import-alike-add = They are others: add them
catalog-import-for-all = The same for all rows
catalog-import-moq = Minimum order
catalog-import-for-all-what = Holds where the file says nothing. It is kept for your next file with these headings.
catalog-import-stop = Stop
catalog-import-refresh = Look again
catalog-import-to-goods = To your goods
catalog-import-another = Another file

catalog-photo-nth = Photo { $nth }
catalog-stock = In stock
catalog-price-same = as listed
catalog-made-to-order = made to order
catalog-issued-by = by { $name }
catalog-valid-until = until { $day }
catalog-papers-note = As the seller states it. Ask for a copy before you rely on it.
catalog-sample-free = free of charge
catalog-sample-terms = { $days ->
    [0] At most { $most } for one buyer, { $price } each, sent the same day.
    [one] At most { $most } for one buyer, { $price } each, sent in 1 day.
   *[other] At most { $most } for one buyer, { $price } each, sent in { $days } days.
 }

done-catalog-listed = It is on the market. Add a photo, so that buyers see what they get.
done-catalog-changed = Saved.
done-catalog-hidden = Hidden. Deals already made go on.
done-catalog-shown = It is on the market again.
done-catalog-photo = The photo is saved.

search-some-words = { $count ->
    [one] Nothing has every word; { $shown } listing has some of them.
   *[other] Nothing has every word; { $shown } listings have some of them.
}
search-count = { $count ->
    [one] { $shown } listing matches.
   *[other] { $shown } listings match.
}
search-chip-quantity = { $quantity } wanted
search-chip-price = up to { $currency } { $price }
search-chip-lead-time = { $days ->
    [one] sent within a day
   *[other] sent within { $days } days
}
search-open-offer = Sold at list price at once
search-order = Order
search-order-best = Best fit
search-order-least = Smallest order
search-order-soonest = Sent soonest
search-order-price = Price
search-points = { $points } points
search-part-fit = Fits the words
search-part-unlike = Unlike others
search-part-flexible = Small lots, soon
search-part-reply = Replies
search-part-trust = Finished trades
search-part-undisclosed = Trader posing as a maker
search-part-total = Points
search-formula = How results are ordered
search-formula-short = Fit, being unlike others, replies and trust decide. Price has no part.
search-formula-lede = Every result has points in parts that add up. Under each result you can open its own. Nobody can buy points.
search-formula-part = Part
search-formula-how = How it is worked out
search-formula-most = Most
search-formula-price = Price has no part in it. You may order by price yourself; it is never done for you. A trader who says so loses nothing.
search-how-fit = How well title, kind and text fit your words, against the best fit found.
search-how-unlike = The points are divided by the listings whose titles are the same words.
search-how-flexible = Half for the minimum order: all from one piece on, a sixth less for each further digit. Half for the lead time: all at once, nothing from 60 days on.
search-how-reply = How surely and soon the firm answers. Whom nobody has asked yet has half.
search-how-trust = Trades finished without a refund, n ÷ (n + 10), times the share of good ratings, three of which everybody begins with.
search-how-undisclosed = Taken off a firm that was found to trade what it claims to make.
search-save = Hear of what is new
search-save-what = Keep this search: when new goods match, you get one letter a day at most, with a link that ends them.
search-save-now = Keep this search
search-not-quite = Not quite it?
search-not-quite-what = Say what you need, and sellers who have it answer with binding quotes.
search-request = Post a request to buy
search-nothing = Nobody offers this here yet.
search-nothing-what = Try fewer or other words, in Chinese or English. Or say what you need: sellers are told, and what was looked for in vain is counted.
search-origin = Made in
search-brand = Brand
search-terms = Quantity and price
search-quantity = I want so many
search-price = One costs at most
search-currency = Currency
search-lead-time = Sent within days
catalog-photo-make-first = Show it first
catalog-photo-remove = Take it away
done-catalog-photo-first = Lists show this photo now.
done-catalog-photo-removed = The photo is gone.

catalog-words = In the other language
catalog-words-what = Whoever reads it sees your words; everybody else sees the original. Nothing is translated by a machine.
catalog-field-words-title = Title in the other language
catalog-field-words-text = Text in the other language
catalog-words-original = Original
done-catalog-words = Saved. Readers of that language see it now.
catalog-stock-line = { $free } free, { $reserved } kept for orders, { $hand } in all
catalog-stock-none = Made to order: nothing is counted, and orders have no limit.
catalog-stock-on-hand = On hand
catalog-stock-reserved = Kept for orders
catalog-stock-free = Free to sell
catalog-field-stock = Pieces in stock
catalog-field-stock-hint = So many can be ordered and no more. Leave it out if you make it to order.
catalog-field-on-hand = On hand now
catalog-field-on-hand-hint = Count everything in the house, also what is kept for orders that have not left. Leave it empty if you make it to order.
catalog-field-virtual = It does not travel: a code, a file, a service. Buyers need no address, and have less time to check it.
catalog-is-virtual = Delivery
catalog-virtual-yes = Without travelling
catalog-virtual-no = Goods that travel
catalog-sold-out = Sold out
catalog-in-stock = { $count } in stock
catalog-in-stock-more = More than { $count } in stock
catalog-sold-out-note = Nothing is left to order at once. Ask the seller when there is more.
catalog-into-cart = Add to cart
done-catalog-stock = The stock is saved.
catalog-freight = Freight
catalog-tax = Tax
