# Rule 4: waiting for the citizen counts only from a delivered notice. Sent is not delivered. The
# wait has a limit, reminders at half and three days before; then the head decides, never the clock.

# Three working days from Monday 2 March: Thursday 5. Asked on Tuesday, told by SMS on Tuesday,
# opened on the tracking page on Wednesday 4 at 09:00: only then the clock stops. The wait has 30
# calendar days: Friday 3 April. Half of the 30 days and 8 hours: Thursday 19 March, 13:00.
story Rule 4: the clock stops when the notice arrives, not when it is sent
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as lan do notice_delivered D1 notice=supplement how=signature
expect refused notice.none "rule 4"

at 2026-03-03 10:00
as tuan do ask_supplement D1 items="Biên bản họp của thành viên hộ"
expect D1 state open
expect D1 due 2026-03-05 17:00
as tuan do ask_supplement D1 items="Và một giấy nữa"
expect refused supplement.open
as lan do tell D1 notice=supplement how=pigeon
expect refused notice.how "rule 4"
as lan do tell D1 notice=supplement how=sms
expect D1 state open
expect D1 holder 25195.kt officer tuan
expect D1 due 2026-03-05 17:00
# An SMS that was sent proves nothing.
as lan do notice_delivered D1 notice=supplement how=sms
expect refused notice.how "rule 4"
expect unchanged

at 2026-03-04 09:00
# Nobody at the office can say that the citizen has opened the page: that would stop the clock.
as lan do notice_delivered D1 notice=supplement how=tracking
expect refused notice.tracking "rule 4"
expect unchanged
as portal do notice_delivered D1 notice=supplement how=tracking
expect D1 state waiting
expect D1 holder citizen
expect D1 due none
expect D1 apology none
expect D1 hold 4 due 2026-04-03 17:00
as lan do notice_delivered D1 notice=supplement how=signature
expect refused notice.delivered
expect unchanged
expect next-tick 2026-03-19 13:00
at 2026-03-19 13:01
expect timeline D1 contains reminded which=half at=13:00
expect next-tick 2026-03-31 17:00
at 2026-03-20 10:00
# Here the decree's limit starts afresh (L6): 23, 24 and 25 March. The lived date only waits:
# 12 working days (5, 6, 9–13, 16–20 March) after Thursday the 5th is Monday the 23rd.
as lan do supplement_received D1
expect D1 state open
expect D1 holder 25195.kt officer tuan
expect D1 due 2026-03-25 17:00
expect D1 promise 2026-03-05 17:00
expect D1 lived 2026-03-23 17:00
expect D1 work-sum
as lan do supplement_received D1
expect refused supplement.none "rule 4"

# Nobody answers: reminded, told that it ran out, and nothing more until the head decides.
story Rule 4: when the wait has run out, the head stops with form 05
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 2026-03-04 09:00
as tuan do ask_supplement D1 items="Giấy tờ pháp lý của thành viên hộ"
# Before the notice has arrived, and before its time is over, nobody may say that it ran out.
as minh do stop D1 ground=supplement-expired note="Dân không nộp"
expect refused stop.not_expired "rule 4"
as lan do notice_delivered D1 notice=supplement how=signature
at 2026-04-03 17:00
expect timeline D1 contains reminded which=half
expect timeline D1 contains reminded which=three_days
expect timeline D1 lacks stopped
as minh do stop D1 ground=supplement-expired note="Dân không nộp"
expect refused stop.not_expired "rule 4"
expect unchanged
at 2026-04-06 08:00
expect timeline D1 contains reminded which=expired
expect D1 state waiting
expect D1 holder citizen
as tuan do stop D1 ground=supplement-expired note="Dân không nộp"
expect refused right.head
as minh do stop D1 ground=bored note="Dân không nộp"
expect refused stop.ground
as minh do stop D1 ground=payment-expired note="Dân không nộp tiền"
expect refused stop.not_expired "rule 4"
expect unchanged
as minh do stop D1 ground=supplement-expired note="Dân không nộp"
expect D1 state stopped
expect D1 holder nobody
expect D1 closed 08:00
expect D1 work-sum

# Or the head takes it back to decide on what there is. Nothing was received, so the limit doesn't
# start afresh, the wait only held it: from Wednesday 4 March to Monday 6 April 23 working days
# (2 + 5 + 5 + 5 + 5 in March to Friday 3 April, and the 6th), so one more day: Tuesday 7 April.
story Rule 4: or the head takes it back
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 2026-03-04 09:00
as tuan do ask_supplement D1 items="Giấy tờ pháp lý của thành viên hộ"
as lan do notice_delivered D1 notice=supplement how=signature
at 2026-03-10 08:00
as minh do resume D1
expect refused resume.citizen "rule 4"
at 2026-04-06 08:00
as tuan do resume D1
expect refused resume.citizen "rule 4"
expect unchanged
as minh do resume D1
expect D1 state open
expect D1 due 2026-04-07 17:00
expect D1 holder 25195.kt officer tuan

# Money is waited for in the same way. Asked and delivered on Wednesday 4 March, paid on Friday 6:
# two working days held; of five days from Monday 2 March (the 9th) to Wednesday 11.
story Rule 4: a financial obligation stops the clock from its notice to its payment
store 2026-03-02 07:30
person lan clerk of ttpvhcc
person hoa head of ttpvhcc
person kien head of vpdk.dk
person phuc officer of vpdk.dk

at 08:00
as lan do receive_new D1 procedure=1.012783 channel=counter receiving=ttpvhcc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as phuc do take D1
at 2026-03-04 08:00
as phuc do ask_payment D1 amount=0
expect refused payment.amount
as phuc do ask_payment D1 amount=2500000
expect D1 due 2026-03-09 17:00
as lan do notice_delivered D1 notice=payment how=code
expect D1 holder citizen
expect D1 due none
at 2026-03-06 09:00
as lan do paid D1
expect D1 due 2026-03-11 17:00
expect D1 lived 2026-03-11 17:00
expect D1 holder vpdk.dk officer phuc
as lan do paid D1
expect refused payment.none "rule 4"

# The notice is delivered when the date has passed: it repairs nothing.
story Rule 4: a notice delivered after the due time saves no date
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 2026-03-05 16:30
as tuan do ask_supplement D1 items="Biên bản họp của thành viên hộ"
at 2026-03-06 08:00
as lan do notice_delivered D1 notice=supplement how=postal_receipt
at 2026-03-10 08:00
as lan do supplement_received D1
expect D1 due 2026-03-05 17:00
expect D1 lived 2026-03-05 17:00
expect list late = D1
