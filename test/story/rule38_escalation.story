# Rule 38: what stands past its date goes up: to the head of the unit, then, when the head does nothing for
# eight working hours, to the head of the agency, in one list a day, then to the next superior, and no
# further. Each has to act: give it to somebody else, help, or explain.

# 1.001612 has three working days: received Monday 08:00, promised Thursday 17:00.
story Rule 38: the head of the unit acts
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person yen officer of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Hai"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as tuan do take D1
as tuan do take D2
as minh do act_on_escalation D1 how=helped text="Chưa có gì"
expect refused escalation.none "rule 38"
at 2026-03-05 17:01
expect timeline D1 contains overdue_marked
expect timeline D1 contains escalated n=1
# The officer still has it; the head owes something now.
expect D1 holder 25195.kt officer tuan
expect obligations 25195.kt = 4
as tuan do act_on_escalation D1 how=explained text="Tôi bận"
expect refused right.head
at 2026-03-06 08:00
as minh do act_on_escalation D1 how=shouted text="Nhanh lên"
expect refused escalation.how
as minh do act_on_escalation D1 how=helped text="Đã cử thêm người đo đạc"
expect kinds escalation_acted
as minh do act_on_escalation D1 how=helped text="Lần nữa"
expect refused escalation.none
# Giving it to somebody else is an answer by itself.
as minh do reassign D2 to=yen note="Anh Tuấn quá tải"
expect obligations 25195.kt = 2
as minh do act_on_escalation D2 how=helped text="Đã giao lại"
expect refused escalation.none
expect D1 work-sum
expect D2 work-sum
# Acted on, it is not passed up for five working days; then, still there, it is.
at 2026-03-11 17:00
expect timeline D1 lacks escalation_listed
at 2026-03-12 07:30
expect timeline D1 contains escalation_listed n=1
expect timeline D2 contains escalation_listed n=1
rebuild
expect verify

# Nothing done by Friday 17:00: Monday at opening it stands in the agency head's list, one for both.
story Rule 38: one list a day for the head of the agency, and one rung more
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person tinh head of dn
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Hai"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
at 2026-03-06 17:01
expect timeline D1 contains escalation_silent n=1
expect timeline D1 lacks escalation_listed
at 2026-03-09 07:29
expect timeline D2 lacks escalation_listed
at 07:30
expect timeline D1 contains escalation_listed n=1
expect timeline D2 contains escalation_listed n=1
# The chair of the ward has to act on it, as one duty, within eight working hours.
owed L1 by chu
expect L1 kind escalations
expect L1 owed 1 open
expect L1 owed 1 holder 25195 head chu
as minh do act_on_list L1 how=helped text="Tôi làm thay"
expect refused right.matter
# Closing is no way round it: that is for registered papers.
as chu do close_matter L1
expect refused matter.paper
at 2026-03-10 12:00
# Silence: once up to the province, where the first still owes it.
expect L1 owed 1 silent
expect L1 owed 2 holder dn head tinh
# It is listed once.
expect timeline D1 contains escalation_listed n=1
as tinh do act_on_list L1 how=helped text="Đã điều hai người của phường bên"
expect kinds escalations_acted
expect L1 owed 2 helped
expect L1 closed yes
as chu do act_on_list L1 how=explained text="Muộn"
expect refused escalation.none
# Done at last: nothing of it is owed by the unit any more.
as minh do hand_over D1 outcome=forward
expect obligations 25195.kt = 3
expect D1 work-sum
expect verify

# Received late: the time of the step is its own.
story Rule 38: who gets it late has the time of the step
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
at 2026-03-05 17:01
expect timeline D1 contains escalated n=1
at 2026-03-06 08:00
as lan do hand_over D1 outcome=forward
expect obligations 25195.mc = 0
expect timeline D1 lacks escalation_silent
at 2026-03-06 16:00
expect obligations 25195.kt = 1
