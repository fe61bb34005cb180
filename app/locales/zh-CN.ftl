checkpoints-title = 每日校验点
checkpoints-what = 市场每天把所有记账和事件封存在一个哈希之下，并与前一天相连。请留存：谁若改动过去，之后的哈希都会变。
checkpoints-heading = 最新在前
checkpoints-day = 日期
checkpoints-root = 默克尔根（RFC 9162，SHA-256）
checkpoints-leaves = 封存行数
checkpoints-none = 还没有封存的日子
checkpoints-none-what = 市场有了交易，就会生成第一个校验点。
