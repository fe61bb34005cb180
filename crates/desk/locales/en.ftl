desk-title = My desk
desk-what = What waits for you, first what money waits for. New things reach you by letter, at most one an hour.
desk-none = Nothing waits
desk-none-what = Everything at your desk is done. When something comes, it stands here and you get a letter.
desk-empty = Nothing waits here
desk-names = Name checks
desk-disputes = Disputes
desk-compensations = Claims on promises
desk-second = For a second officer
desk-bank = The bank's work list
desk-checks = Firms to check
desk-requests = Requests to review
desk-reports = Reports
desk-soon = Within a day
desk-until = decide by { $at }
desk-since = the oldest waits since { $at }
letter-desk-subject = { $market }: work waits at your desk
letter-desk-body = At your desk:

    { $lines }

    { $url }/desk
letter-desk-sms = { $market }, your desk: { $short }. { $url }/desk
