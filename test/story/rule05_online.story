# Rule 5: from submission to the answer an online dossier is held by the head of the one-stop
# unit, 8 working hours, outside the partition. Silence is not reception but escalates. The code is
# given at first submission by its civil day and never changes.

# Sent on Friday 6 March at 16:00: an hour that day, four on Monday morning, three after noon: the
# answer is due on Monday at 16:00. Received an hour before; the date runs from the reception:
# 10, 11, 12 March.
story Rule 5: answered within eight working hours
store 2026-03-06 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person chu head of 25195
person minh head of 25195.kt

at 16:00
as lan do submit D1 procedure=1.001612 channel=online receiving=25195.mc owner="Nguyễn Văn Thử"
expect D1 state submitted
expect D1 code H19.21-260306-0001
expect D1 holder 25195.mc head hoa
expect D1 promise none
expect D1 due none
expect obligations 25195.mc = 1
expect next-tick 2026-03-09 16:00:01
as hoa do hand_over D1 outcome=forward
expect refused right.holder
at 2026-03-09 15:00
as lan do receive D1
expect D1 state open
expect D1 holder 25195.mc clerk lan
expect D1 code H19.21-260306-0001
expect D1 received 15:00
expect D1 promise 2026-03-12 17:00
expect D1 lived 2026-03-12 17:00
# The answer lies before the partition: its first hold begins at reception.
expect D1 hold 1 from 15:00
expect D1 work-sum
expect timeline D1 lacks answer_overdue
as lan do receive D1
expect refused state.not_submitted

# Nobody answers. At 16:00 the eight hours are full; a second later silence goes up to the chairman,
# and is still no reception: no promise runs. Received on Tuesday at 10:00: 11, 12, 13 March. Lived,
# it has counted since the citizen sent it: 9, 10, 11 March (rule 26).
story Rule 5: silence is not reception, it goes up
store 2026-03-06 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person chu head of 25195
person minh head of 25195.kt

at 16:00
as lan do submit D1 procedure=1.001612 channel=online receiving=25195.mc owner="Nguyễn Văn Thử"
at 2026-03-09 16:00
tick
expect timeline D1 lacks answer_overdue
expect D1 holder 25195.mc head hoa
at 16:01
expect timeline D1 contains answer_overdue at=2026-03-09T16:00:01
expect D1 state submitted
expect D1 due none
tick
expect unchanged
at 2026-03-10 10:00
as lan do receive D1
expect D1 promise 2026-03-13 17:00
expect D1 lived 2026-03-11 17:00
expect D1 code H19.21-260306-0001
expect D1 work-sum

# Sent on Saturday night. The code bears the civil day of the 7th; the eight hours are all of
# Monday. What is missing is asked once and in whole (L2); the citizen's answer starts the office's
# eight hours afresh, and the code stays. Form 03 needs a coded reason (L3).
story Rule 5: asked at intake once, then received or declined
store 2026-03-06 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person chu head of 25195
person minh head of 25195.kt

at 2026-03-07 21:00
as lan do submit D1 procedure=1.001612 channel=online receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do submit D2 procedure=1.001612 channel=online receiving=25195.mc owner="Trần Thị Mẫu"
expect D1 code H19.21-260307-0001
expect D2 code H19.21-260307-0002
expect next-tick 2026-03-09 17:00:01
at 2026-03-09 09:00
as lan do ask_at_intake D1 items="Giấy tờ pháp lý của chủ hộ; biên bản họp"
expect D1 state asked
as lan do receive D1
expect refused state.not_submitted
as lan do decline D2 reason=busy note="Đông quá"
expect refused intake.reason
as lan do decline D2 reason=D01 note="Thuộc thẩm quyền nơi khác"
expect D2 state declined
# While the citizen completes it, no answer is due.
at 2026-03-12 09:00
expect timeline D1 lacks answer_overdue
as lan do complete_at_intake D1
expect D1 holder 25195.mc head hoa
expect next-tick 2026-03-13 09:00:01
as lan do ask_at_intake D1 items="Thêm một giấy nữa"
expect refused intake.asked_before "Decree 61/2018 art. 17"
expect unchanged
as lan do receive D1
expect D1 code H19.21-260307-0001
# Thursday 12 March: 13, 16, 17 March.
expect D1 promise 2026-03-17 17:00

# Certified copies are made from the original on the table: no online channel.
story Rule 5: only where the procedure has it
store 2026-03-06 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc

at 09:00
as lan do submit D1 procedure=2.000815 channel=online receiving=25195.mc owner="Nguyễn Văn Thử"
expect refused intake.not_online
expect unchanged
