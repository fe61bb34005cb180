refusal-talk-text-empty = 请先填写留言内容。
refusal-talk-text-too-long = 一条留言最多 { $most } 个字符，请把其余内容另发一条。
refusal-talk-text-unprintable = 留言中有无法显示的字符。请直接输入，不要粘贴。
