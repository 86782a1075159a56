# Rule 2: the lead officer keeps the dossier while opinions are open; each opinion runs on a clock
# of its own; the citizen's clock doesn't stop for it. A consult step is held by the post before it.

# Monthly social allowance, 10 working days. Received on Monday 2 March: 3, 4, 5, 6, 9, 10, 11,
# 12, 13 and Monday 16. Step s3 asks the Fatherland Front of the ward; it has 24 hours for it.
# Asked on Tuesday 3 at 09:00: 6.5 h that day, 8 on Wednesday, 8 on Thursday, 1.5 on Friday, to 09:00.
story Rule 2: the asker keeps the dossier, the silent one keeps the question
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person nga head of 25195.vhxh
person duc officer of 25195.vhxh
person quy head of 25195.mttq
person chu head of 25195

at 08:00
as lan do receive_new D1 procedure=1.001776 channel=counter receiving=25195.mc owner="Trần Thị Mẫu"
expect D1 promise 2026-03-16 17:00
as lan do hand_over D1 outcome=forward
at 08:30
as duc do take D1

at 2026-03-03 09:00
as duc do hand_over D1 outcome=forward
expect D1 step s3
# Still his, and still opened: nobody has to take it from him.
expect D1 holder 25195.vhxh officer duc
expect D1 taken yes
expect D1 plan s3 = 24h
as duc do ask_opinion D1 units=25195.mttq question="Có thuộc diện hưởng không?"
expect D1 opinion 1 open
expect D1 opinion 1 holder 25195.mttq head quy
expect D1 opinion 1 due 2026-03-06 09:00
expect D1 holder 25195.vhxh officer duc
expect D1 state open
expect D1 due 2026-03-16 17:00
# Not twice the same question while it is open, and nobody outside answers it.
as duc do ask_opinion D1 units=25195.mttq question="Hỏi lại"
expect refused opinion.open
as nga do answer_opinion D1 number=1 answer=agree text="Thay"
expect refused right.asked
expect unchanged

# To the second of its limit it is in time; then silence is entered by itself (L8). No article
# makes it an agreement, so the question stays with the Front and grows late.
at 2026-03-06 09:00
expect timeline D1 lacks opinion_silent
expect next-tick 2026-03-06 09:00:01
at 09:01
expect D1 opinion 1 silent
expect timeline D1 contains opinion_silent effect=escalates
expect D1 opinion 1 holder 25195.mttq head quy
expect obligations 25195.mttq = 1
expect D1 due 2026-03-16 17:00
at 10:00
as quy do answer_opinion D1 number=1 answer=agree text="Thuộc diện"
expect timeline D1 contains opinion_answered n=1 answer=agree at=10:00
expect obligations 25195.mttq = 0
# All the while the minutes were the officer's: 24 hours from Tuesday, and one more.
expect D1 hold 4 holder 25195.vhxh officer duc
expect D1 work 4 = 25h
as duc do hand_over D1 outcome=forward
expect D1 step s4
expect D1 holder 25195.vhxh head nga
expect D1 taken no
expect D1 work-sum

# A building permit: the Department of Construction has 24 hours, and the law cited in the
# procedure reads its silence as agreement. Asked on Tuesday 3 March at 13:00: 4 h, 8, 8, then 4 on
# Friday, to the close of its morning at 11:30.
story Rule 2: silence that a cited article calls agreement ends the question
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person xuan head of so-xd

at 08:00
as lan do receive_new D1 procedure=1.013225 channel=counter receiving=25195.mc owner="Lê Văn Ví Dụ"
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 2026-03-03 13:00
as tuan do hand_over D1 outcome=forward
as tuan do ask_opinion D1 units=so-xd question="Có phù hợp quy hoạch không?"
expect D1 opinion 1 due 2026-03-06 11:30
at 2026-03-06 13:00
expect D1 opinion 1 silent
expect timeline D1 contains opinion_silent effect=agrees
expect obligations so-xd = 0
# Fifteen calendar days from 2 March: Tuesday 17, untouched by the question.
expect D1 due 2026-03-17 17:00
expect D1 holder 25195.kt officer tuan

story Rule 2: who may be asked
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person nga head of 25195.vhxh
person sang head of so-ct

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
# One's own unit is the same hold; what the procedure doesn't list needs the head (rule 30).
as tuan do ask_opinion D1 units=25195.kt question="Anh nghĩ sao?" limit=4h
expect refused opinion.own_unit "rule 2"
as tuan do ask_opinion D1 units=so-ct question="Ngành nghề này?" limit=8h
expect refused opinion.unplanned "rule 30"
as tuan do ask_opinion D1 units=so-ct question="Ngành nghề này?" signer=minh
expect refused opinion.limit "rule 2"
as nga do ask_opinion D1 units=so-ct question="Ngành nghề này?" limit=8h
expect refused right.holder
expect unchanged
# Eight working hours from Monday 09:00: 6.5 that day, to 09:00 on Tuesday.
at 09:00
as tuan do ask_opinion D1 units=so-ct question="Ngành nghề này?" limit=8h signer=minh
expect D1 opinion 1 due 2026-03-03 09:00
expect D1 opinion 1 holder so-ct head sang
# The dossier goes on meanwhile; when it is ready, nobody is asked any more.
as tuan do hand_over D1 outcome=forward
expect D1 step s3
expect D1 holder 25195.kt head minh
expect D1 opinion 1 open
expect D1 due 2026-03-05 17:00
