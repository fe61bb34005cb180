# 售后申请拒绝时说什么，以及下一步怎么办。
refusal-remedy-conflict = 您与其中一家企业有关，或曾审核过它。请把本案交给其他仲裁员。
refusal-remedy-is-over = 此售后申请已结束。请查看处理经过。
refusal-remedy-too-late-to-change = 此申请已不能修改。请撤回，或继续处理。
refusal-remedy-goods-on-their-way = 货物正在退回途中。请等卖方收到。
refusal-remedy-answered = 卖方已经答复。请查看申请的当前进度。
refusal-remedy-nothing-to-send-back = 目前无需退货。请查看申请的当前进度。
refusal-remedy-nothing-sent-back = 没有正在退回的货物。请等买方填写运单。
refusal-remedy-nothing-to-send-again = 目前无需补发。请查看申请的当前进度。
refusal-remedy-not-refused = 卖方尚未拒绝。请等待答复。
refusal-remedy-step-in-too-early = 双方可协商至 { $from }。之后可请平台介入。
refusal-remedy-in-dispute = 平台已介入。请在轮到您时提交材料。
refusal-remedy-not-in-dispute = 平台尚未介入。请先与对方沟通。
refusal-remedy-other-sides-evidence = 现在是对方举证时间。请等轮到您。
refusal-remedy-evidence-closed = 双方举证已结束，由仲裁员裁定。请等待结果。
refusal-remedy-not-for-decision = 此案目前无需裁定。请从列表中选择案件。
refusal-remedy-taken = 已有仲裁员受理此案。请选择其他案件。
refusal-remedy-not-taken = 您尚未受理此案。请先受理。
refusal-remedy-trade-is-over = 交易已结束，没有托管款。请与卖方协商退款。
refusal-remedy-already-open = 本交易已有未结的售后申请。请打开它处理。
refusal-remedy-nothing-held = 本交易没有托管款，无款可退。您可以取消交易。
refusal-remedy-too-soon = 卖方刚收到付款。{ $from } 起可申请售后。
refusal-remedy-nothing-to-return = 无需运输的商品不能退货。请申请退款或重新交付。
refusal-remedy-nothing-sent = 货物尚未发出，不能退货或补发。请申请退款。
refusal-remedy-time-is-over = 验货时间已过。请与卖方协商退款。
refusal-remedy-amount-out-of-range = 请填写不超过 { $most } 的金额，即本交易的托管款。
refusal-remedy-other-currency = 请按交易币种填写金额。
refusal-remedy-asks-too-many = 本交易已申请售后 { $most } 次。请与卖方沟通。
refusal-remedy-changes-too-many = 此申请已修改 { $most } 次。请撤回，或继续处理。
refusal-remedy-want-unknown = 请选择退款、退货退款或补发。
refusal-remedy-text = 请填写 1 至 { $most } 个字符，不含无法显示的符号。
refusal-remedy-statements-too-many = 您已提交 { $most } 份陈述。请结束举证。
refusal-remedy-evidence-too-much = 您已提交 { $most } 份文件。请结束举证。
refusal-remedy-nothing-said = 这个对话没有消息。请选择其他对话。
refusal-remedy-public-text-names = 此文字公开可见。请删去企业名称、联系方式和长号码。

# 售后页面。
remedy-list-title = 本交易的售后申请
remedy-list-none = 没有售后申请
remedy-list-none-what = 本交易没有售后申请。货物有问题时，买方可以申请。
remedy-list-ask = 申请售后
remedy-title = 售后申请
remedy-ask-title = 申请售后
remedy-ask-what = 申请期间交易计时暂停，不会放款。卖方须在 { $days } 天内答复，不答复视为同意。
remedy-ask-button = 提交申请：{ $amount }
remedy-change-button = 修改申请：{ $amount }
remedy-field-want = 您的要求
remedy-field-amount = 金额
remedy-field-amount-hint = 不超过托管款。补发时填写货物价值，未补发则退此金额。
remedy-field-reason = 原因
remedy-field-reason-hint = 问题是什么、数量多少、何时发现。
remedy-want-money = 仅退款，货物留下
remedy-want-return = 退货后退款
remedy-want-reshipment = 补发或补寄
remedy-kept = 本交易托管款
remedy-claimed = 申请金额
remedy-look = 查看结果
remedy-back = 返回
remedy-to-deal = 返回交易

remedy-state-waits-seller = 等卖方答复
remedy-state-refused = 已拒绝
remedy-state-step-in = 可请平台介入
remedy-state-waits-return = 等买方退货
remedy-state-waits-acceptance = 退货途中
remedy-state-waits-reshipment = 等卖方补发
remedy-state-claiming = 买方举证
remedy-state-answering = 卖方举证
remedy-state-deciding = 待裁定
remedy-state-succeeded = 已成功
remedy-state-closed = 已关闭

remedy-next-waits-seller = 卖方若在 { $at } 前未答复，申请自动通过。
remedy-next-refused = 双方仍可协商。{ $at } 起可请平台介入。
remedy-next-step-in = 若 { $at } 前无人请平台介入，申请关闭，交易计时继续。
remedy-next-waits-return = 若 { $at } 前未退货，申请关闭，交易计时继续。
remedy-next-waits-return-decided = 若 { $at } 前未退货，申请关闭，托管的款项全部放给卖方。
remedy-next-waits-acceptance = 卖方若在 { $at } 前未答复，视为已收到退货并退款。
remedy-next-waits-reshipment = 若 { $at } 前未补发，自动退款。
remedy-next-claiming = 买方举证至 { $at }，之后由卖方举证。
remedy-next-answering = 卖方举证至 { $at }，之后由仲裁员裁定。
remedy-next-deciding = 仲裁员将在 { $at } 前裁定，逾期由第二位仲裁员裁定。
remedy-next-over = 此申请已结束，不再有后续。

remedy-act-title = 您可以
remedy-act-none = 目前无需您处理。
remedy-act-change = 修改申请
remedy-act-withdraw = 撤回申请
remedy-act-agree = 同意申请
remedy-act-refuse = 拒绝申请
remedy-act-send-back = 寄回货物
remedy-act-accept-return = 已收到退货，退款
remedy-act-contest-return = 退回的货物有问题
remedy-act-send-again = 补发货物
remedy-act-step-in = 请平台介入
remedy-act-tell = 陈述或举证
remedy-act-end-evidence = 结束举证
remedy-act-take = 受理此案
remedy-act-put-back = 退回此案
remedy-act-decide = 裁定
remedy-what-withdraw = 申请结束，交易按剩余时间继续计时。
remedy-what-withdraw-decided = 申请结束。因已作出裁决，托管的款项全部放给卖方，不能撤回。
remedy-what-agree = 您同意申请的全部内容。
remedy-what-refuse = 请说明理由。双方仍可协商，之后可请平台介入。
remedy-what-send-back = 填写退货运单。卖方将有时间验收。
remedy-what-accept-return = 您已收到退货并认可。
remedy-what-contest-return = 请说明退回的货物有什么问题。
remedy-what-send-again = 填写补发运单。买方将重新获得完整的验货时间。
remedy-what-step-in = 先由买方、再由卖方举证，各三个工作日；之后由仲裁员裁定，款项只按裁定划转。
remedy-what-end-evidence = 您的举证时间现在结束。
remedy-what-put-back = 由其他仲裁员受理，您不能再受理此案。
remedy-field-carrier = 承运人
remedy-field-tracking = 运单号
remedy-field-transport = 运输方式
remedy-field-eta = 预计到达日
remedy-field-text = 您的陈述
remedy-transport-express = 快递或空运
remedy-transport-surface = 公路、铁路或平邮
remedy-transport-sea = 海运
remedy-tell-button = 提交陈述
remedy-show-title = 提交文件
remedy-show-what = 照片或 PDF，不超过 8 MB。文件连同 SHA-256 保存，对方可见。
remedy-field-file = 文件
remedy-show-button = 提交文件
remedy-talk-title = 提交聊天记录
remedy-talk-what = 与对方的消息原文，带哈希值。
remedy-field-conversation = 对话
remedy-talk-button = 提交聊天记录

remedy-happened = 处理经过
remedy-evidence-title = 证据
remedy-evidence-none = 尚未提交证据。
remedy-evidence-talk = 带哈希的聊天记录
remedy-evidence-file = 文件
remedy-by-timer = 系统自动
remedy-by-officer = 仲裁员
remedy-did-remedy-asked = 申请售后
remedy-did-remedy-changed = 修改申请
remedy-did-remedy-agreed = 同意
remedy-did-remedy-granted = 逾期未答复，自动通过
remedy-did-remedy-refused = 拒绝
remedy-did-remedy-withdrawn = 撤回
remedy-did-remedy-sent-back = 寄回货物
remedy-did-remedy-accepted = 验收退货
remedy-did-remedy-contested = 不接受退货
remedy-did-remedy-sent-again = 补发货物
remedy-did-remedy-may-step-in = 可请平台介入
remedy-did-remedy-stepped-in = 请平台介入
remedy-did-remedy-told = 陈述
remedy-did-remedy-shown = 提交证据
remedy-did-remedy-evidence-closed = 进入下一阶段
remedy-did-remedy-taken = 仲裁员受理
remedy-did-remedy-put-back = 等待其他仲裁员
remedy-did-remedy-seconded = 第二位仲裁员已同意
remedy-did-remedy-decided = 裁定
remedy-did-remedy-second-officer = 由第二位仲裁员裁定
remedy-did-remedy-lapsed = 逾期未处理，已失效

remedy-decide-what = 托管款为 { $held }。判给买方的部分退回；货物已发出的，其余全部付给卖方，交易结束。
remedy-field-to-buyer = 退给买方
remedy-field-needs-return = 须先退货
remedy-field-reasons = 裁定理由（双方可见）
remedy-field-published = 公开内容
remedy-field-published-hint = 不含名称、地址和号码：问题、依据、结果。
remedy-decide-button = 裁定：{ $amount } 退给买方

remedy-queue-title = 纠纷
remedy-queue-what = 举证已结束的案件，最紧急的在前。受理后方可查看，查看会留下记录。
remedy-queue-none = 没有待裁定的案件
remedy-queue-none-what = 双方举证结束后，案件出现在这里。
remedy-queue-mine = 我受理的
remedy-queue-other = 已受理
remedy-queue-second = 第二位仲裁员
remedy-queue-due = 须在 { $at } 前裁定
remedy-queue-open = 打开案件

remedy-decisions-title = 裁定公示
remedy-decisions-what = 仲裁员对纠纷的裁定，隐去名称。金额只显示量级。
remedy-decisions-none = 暂无裁定
remedy-decisions-none-what = 每项裁定当天在此公示，隐去名称。
remedy-decisions-size = { $currency }，{ $size ->
    [0] 10 以下
    [1] 几十
    [2] 几百
    [3] 几千
    [4] 几万
    [5] 几十万
   *[other] 百万及以上
 }
remedy-decisions-share = { $share }% 退给买方
remedy-decisions-return = 须先退货
remedy-decisions-shipped = 发货后
remedy-decisions-before = 发货前
remedy-decisions-rules = 售后申请各状态下可做什么

remedy-rules-title = 各状态下可做什么
remedy-rules-what = 由作出决定的代码生成：每个状态下谁可以做什么，不可以的原因。
remedy-rules-claim = 售后申请
remedy-rules-deal = 交易
remedy-deal-pay = 支付下一期
remedy-deal-inspect = 请验货员
remedy-deal-call-off-inspection = 取消验货
remedy-deal-ship = 发货
remedy-deal-confirm = 确认收货
remedy-deal-refund = 退款
remedy-deal-extend = 延长时间
remedy-deal-cancel = 取消交易
remedy-deal-ask-remedy = 申请售后
remedy-rules-act = 操作
remedy-rules-yes = 可以
remedy-rules-absent = 不可见
remedy-rules-forbidden = 无权
remedy-rules-sign-in = 须登录
remedy-rules-no = 不可
remedy-rules-why = 不可以的原因
remedy-role-buyer = 买方
remedy-role-seller = 卖方
remedy-role-holder = 受理仲裁员
remedy-role-officer = 其他仲裁员
remedy-role-barred = 须回避的仲裁员
remedy-role-other = 第三方企业
remedy-role-stranger = 未登录者

done-remedy-asked = 申请已提交，交易计时暂停。
done-remedy-moved = 已完成。

menu-disputes = 纠纷

refusal-remedy-return-of-right = 您承诺了7天无理由退换，不能拒绝这次退货。请同意；收到退货后如有问题可以提出异议。
remedy-of-right = 店铺承诺了7天无理由退换，这次退货不能拒绝。
letter-remedy-subject = { $told ->
    [remedy-asked] 您的交易有售后申请：{ $title }
    [remedy-decided] 纠纷已裁定：{ $title }
   *[other] 售后申请有新进展：{ $title }
 }
letter-remedy-body = { $told ->
    [remedy-asked] 买方就“{ $title }”申请售后，涉及 { $amount }。请按时答复，不答复视为同意。
    [remedy-changed] 买方把“{ $title }”的售后申请改为 { $amount }。请按时答复，不答复视为同意。
    [remedy-refused] 卖方拒绝了“{ $title }”{ $amount } 的售后申请。
    [remedy-agreed] 卖方同意了“{ $title }”{ $amount } 的售后申请。
    [remedy-may-step-in] “{ $title }”{ $amount } 的售后申请现在可请平台介入。
    [remedy-stepped-in] 对方就“{ $title }”{ $amount } 的售后申请请平台介入。
    [remedy-evidence-closed] “{ $title }”{ $amount } 的纠纷进入下一阶段。
    [remedy-decided] “{ $title }”的纠纷已裁定。
   *[other] “{ $title }”{ $amount } 的售后申请有新进展。
 }
    请查看：{ $url }{ $path }
    { $market }
letter-remedy-sms = { $amount } 的售后申请有新进展：{ $url }{ $path }
remedy-transport-virtual = 无需运输
refusal-remedy-about-unknown = 本交易没有这个包裹或明细，或者该明细不在该包裹内，请从列表中选择。
remedy-field-about = 涉及的货物
remedy-about-rest = 针对某个包裹或已发货品项的赔偿，在其货值以内不抵扣未发货物的退款；超出货值的部分，以及针对全部货物的赔偿，会抵扣。
remedy-about-all = 全部货物
remedy-about-parcel = 包裹 { $name }
remedy-about-line = { $name }
remedy-about-lines = 涉及合同第 { $lines } 行
remedy-counted-by = 工作日按日历 { $calendar } 计算，不含法定节假日，含调休上班日。
remedy-deal-ship-part = 发出部分货物
remedy-deal-close-rest = 结清未发部分
remedy-deal-change-price = 改价
remedy-deal-answer = 答复提议
remedy-deal-withdraw = 撤回提议
remedy-second-decision = { $goods ->
    [back] 裁决涉及 { $amount } 的纠纷：退货后向买家退 { $buyer }
   *[other] 裁决涉及 { $amount } 的纠纷：向买家退 { $buyer }，其余归卖家
 }
