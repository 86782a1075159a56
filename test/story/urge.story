# Rule 45: the head of the one-stop unit urges what is promised by the end of the next working day and
# has no result. Whoever holds it owes an answer within four working hours. One urging at a time; it
# goes with the hold within a step; once handed on, that is the answer. Silence is entered and shown.

# Received Monday 08:00, three working days: promised Thursday 17:00.
story Rule 45: urged, answered
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person yen officer of 25195.kt
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
at 09:00
as tuan do take D1
# Too early on Tuesday: promised on Thursday.
at 2026-03-03 08:00
as hoa do urge D1
expect refused urge.early "rule 45"
expect unchanged
at 2026-03-04 08:00
# Not the clerk's, not somebody else's.
as lan do urge D1
expect refused right.onestop_head
as minh do urge D1
expect refused right.onestop_head
as tuan do answer_urge D1 text="Chưa ai hỏi"
expect refused urge.none
as hoa do urge D1
expect kinds urged
# The dossier, the urging, and the apology that is drafted the day before (rule 39).
expect obligations 25195.kt = 3
# The citizen's clock and the hold go on as they were.
expect D1 due 2026-03-05 17:00
expect D1 holder 25195.kt officer tuan
# Never twice while one is open.
at 09:00
as hoa do urge D1
expect refused urge.open "rule 45"
expect unchanged
# Only whoever holds it, or a head above.
as yen do answer_urge D1 text="Không phải tôi"
expect refused right.holder
as tuan do answer_urge D1 text="Chờ in" ready_by=2026-03-03T08:00
expect refused urge.ready_by
as tuan do answer_urge D1 text="Đang kiểm tra lần cuối" ready_by=2026-03-05T15:00
expect timeline D1 contains urge_answered n=1
expect obligations 25195.kt = 2
# Answered: it may be asked again, as the second.
at 2026-03-05 14:00
as hoa do urge D1
expect timeline D1 contains urged n=2
expect D1 work-sum
rebuild
expect obligations 25195.kt = 3

# Urged Wednesday 10:00: due 14:30 with the noon pause (11:30 to 13:30).
story Rule 45: silence is entered, and the answer stays owed
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 2026-03-04 10:00
as hoa do urge D1
at 2026-03-04 17:30
expect timeline D1 contains urge_silent n=1
expect obligations 25195.kt = 3
as hoa do urge D1
expect refused urge.open
at 2026-03-05 08:00
as tuan do answer_urge D1 text="Xin lỗi, hồ sơ xong trong sáng nay"
expect obligations 25195.kt = 2
expect timeline D1 lacks overdue_marked

# It goes with the hold: taken, given to a colleague, held by the deputy during leave.
story Rule 45: the urging goes with the hold within a step, and ends with it
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person yen officer of 25195.kt
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do record_leave tuan from=2026-03-05T07:30 to=2026-03-06T17:00 deputy=yen
at 2026-03-04 15:00
as hoa do urge D1
# Untaken it is the head's to answer; taken, the officer's.
as tuan do take D1
as tuan do answer_urge D1 text="Tôi vừa nhận"
as hoa do urge D1
# Leave: the deputy holds the dossier and owes the answer.
at 2026-03-05 07:31
expect D1 holder 25195.kt officer yen
as tuan do answer_urge D1 text="Tôi đang nghỉ"
expect refused right.holder
as minh do reassign D1 to=minh note="Hồ sơ gấp"
expect obligations 25195.kt = 3
# Handed on, the unit owes nothing more; the next may be urged.
as minh do hand_over D1 outcome=forward
expect timeline D1 contains handed_over
as minh do answer_urge D1 text="Đã chuyển"
expect refused urge.none
as hoa do urge D1
expect timeline D1 contains urged n=3
expect D1 work-sum

story Rule 45: nothing is urged while the citizen is waited for, nor when it is ready
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person van records of 25195.vp
person vp head of 25195.vp
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as minh do hand_over D1 outcome=forward
as minh do finish D1
at 2026-03-05 08:00
as hoa do urge D1
as chu do sign D1
as van do number D1 number=12 book=GCN file="Giấy chứng nhận"
as van do ready D1
as hoa do urge D1
expect refused state.not_open
as chu do answer_urge D1 text="Đã ký"
expect refused urge.none
expect obligations 25195 = 0
