# Rule 39: drafted by itself, at the latest at opening on the last working day before the due; owed by the
# head of the unit with the largest share so far; unsigned two working hours before R8's moment it is the
# lead's head who signs, naming the cause. Same-day and hour limits: at the promise. L11: not when it was
# stopped, waits by law, or waits for the citizen.

# Received Monday 2 March 08:00, three days: Thursday 5 March 17:00. R8: Wednesday 4 March 17:00.
# The room of economy lets it lie from Monday noon on and is over its plan by Wednesday morning.
story Rule 39: the unit with the largest share owes the draft, the lead's head when it stays unsigned
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
person van records of 25195.vp
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
expect D1 due 2026-03-05 17:00
expect D1 apology 2026-03-04 17:00
at 2026-03-04 07:29:59
expect timeline D1 lacks apology_drafted
at 2026-03-04 07:30
expect timeline D1 contains apology_drafted n=1 why=day cause=25195.kt at=07:30
# The dossier and the apology.
expect obligations 25195.kt = 2
expect D1 holder 25195.kt officer tuan
# Not the officer who has it, not the counter.
as tuan do sign_apology D1 days=2 cause=25195.kt reason="Kho lưu trữ ngập"
expect refused right.apology "rule 39"
as hoa do sign_apology D1 days=2 cause=25195.kt reason="Kho lưu trữ ngập"
expect refused right.apology
# 17:00 less two working hours.
at 14:59:59
expect timeline D1 lacks apology_passed
at 15:00
expect timeline D1 contains apology_passed n=1
expect obligations 25195.kt = 1
expect obligations 25195 = 1
as minh do sign_apology D1 days=2 cause=25195.kt reason="Kho lưu trữ ngập"
expect refused right.apology
as chu do sign_apology D1 days=2 cause=25195.kt reason="Kho lưu trữ ngập"
expect timeline D1 contains extended days=2 cause=25195.kt signer=chu
expect D1 due 2026-03-09 17:00
expect D1 promise 2026-03-05 17:00
expect obligations 25195 = 0
# Sorry once: the new date is kept or broken, but not apologised for again.
at 2026-03-10 08:00
expect timeline D1 contains overdue_marked
expect timeline D1 lacks apology_missed
as chu do sign_apology D1 days=1 cause=25195.kt reason="Vẫn ngập"
expect refused extend.once
expect obligations 25195 = 0
expect D1 work-sum
rebuild
expect obligations 25195 = 0
expect verify

# The head of the room signs in time: the letter is the room's.
story Rule 39: signed by the one who owes it
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
at 2026-03-04 09:00
as minh do sign_apology D1 days=1 cause=25195.kt reason="Thiếu người"
expect timeline D1 contains extended signer=minh unit=25195.kt
expect D1 due 2026-03-06 17:00
at 2026-03-04 16:00
expect timeline D1 lacks apology_passed

# The counter kept it for two days: the apology is the counter's head's, not that of whoever has it now.
story Rule 39: owed by who had most minutes over the plan, not by who has it
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
at 2026-03-03 16:30
as lan do hand_over D1 outcome=forward
at 2026-03-04 08:00
expect timeline D1 contains apology_drafted cause=25195.mc
expect obligations 25195.mc = 1
as minh do sign_apology D1 days=1 cause=25195.mc reason="Không phải phòng tôi"
expect refused right.apology
as hoa do sign_apology D1 days=1 cause=25195.mc reason="Chuyển chậm"
expect timeline D1 contains extended unit=25195.mc

# Nobody is over the plan: handed over at 08:00, a plan of its own for each step, read early.
story Rule 39: the lead's head when nobody is over the plan
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001776 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
expect D1 due 2026-03-16 17:00
as chu do sign_apology D1 days=1 cause=25195 reason="Biết trước là không kịp"
# Before there was a draft: by the competent agency's head, as one known to be late.
expect timeline D1 contains extended signer=chu
expect D1 due 2026-03-17 17:00
at 2026-03-17 08:00
expect timeline D1 lacks apology_drafted

story Rule 39: a result in time lets the draft fall away
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person van records of 25195.vp
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
at 2026-03-04 07:30
expect obligations 25195.kt = 2
as minh do hand_over D1 outcome=forward
as minh do finish D1
as chu do sign D1
as van do number D1 number=1 book=GCN file="c"
as van do ready D1
expect obligations 25195.kt = 0
at 2026-03-06 08:00
expect timeline D1 lacks apology_passed
expect timeline D1 lacks apology_missed
expect rate lived = 1/1

# Neither the room nor the chairman signs: it is passed on, then the promise goes by. Still owed, and late
# when it is signed; late it stays.
story Rule 39: missed, entered, still owed
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
at 2026-03-05 17:00
expect timeline D1 lacks apology_missed
expect next-tick 2026-03-05 17:00:01
at 2026-03-05 17:00:01
expect timeline D1 contains apology_missed n=1
expect timeline D1 contains overdue_marked
expect obligations 25195 = 1
at 2026-03-06 10:00
as chu do sign_apology D1 days=2 cause=25195.kt reason="Bỏ sót"
expect D1 due 2026-03-09 17:00
expect D1 lived 2026-03-05 17:00
expect obligations 25195 = 0

# A birth certificate: the same day, 17:00. It has no moment of R8 (rule 12): the draft comes when the
# promise goes by, two working hours for the one who owes it, two more for the lead's head.
story Rule 39: at the promise where the limit is the same day
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001193 channel=counter receiving=25195.mc owner="Trần Bé Thử"
as lan do hand_over D1 outcome=forward
expect D1 apology none
at 17:00
expect timeline D1 lacks apology_drafted
at 17:00:01
expect timeline D1 contains apology_drafted why=promise cause=25195.vhxh
# The step, the letter and what rule 38 says to its head.
expect timeline D1 contains escalated
expect obligations 25195.vhxh = 3
at 2026-03-03 09:29:59
expect timeline D1 lacks apology_passed
at 2026-03-03 09:30
expect timeline D1 contains apology_passed
at 2026-03-03 11:30:00
expect timeline D1 lacks apology_missed
at 2026-03-03 11:30:01
expect timeline D1 contains apology_missed
as chu do sign_apology D1 days=1 cause=25195.vhxh reason="Mất điện"
expect D1 due 2026-03-03 17:00

# L11: while the citizen is waited for nothing is promised; a draft that was there falls away.
story Rule 39: none while the citizen is waited for, none for what was stopped
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Lê Thị Mẫu"
as lan do receive_new D3 procedure=1.001612 channel=counter receiving=25195.mc owner="Trần Văn Rút"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as lan do hand_over D3 outcome=forward
as tuan do take D1
as tuan do take D2
at 2026-03-03 08:00
as tuan do ask_supplement D1 items="Bản đồ" wanted=form
as hoa do tell D1 notice=supplement how=phone
as hoa do notice_delivered D1 notice=supplement how=signature
expect D1 state waiting
at 2026-03-04 08:00
expect timeline D1 lacks apology_drafted
expect timeline D2 contains apology_drafted
expect timeline D3 contains apology_drafted
as minh do stop D2 ground=force-majeure note="Lũ"
as lan do withdraw D3 reason="Đổi ý"
at 2026-03-20 08:00
expect timeline D1 lacks apology_drafted
expect timeline D2 lacks apology_passed
expect timeline D2 lacks apology_missed
expect timeline D3 lacks apology_missed
expect obligations 25195.kt = 0
expect obligations 25195 = 0

# A statutory extension is another thing (rule 15): it moves the promise, so that the draft for the old one
# falls away and a new one comes the day before the new one.
story Rule 39: a lawful new date ends the draft, and has its own
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.013225 channel=counter receiving=25195.mc owner="Trần Văn Nhà"
as lan do hand_over D1 outcome=forward
# Promised Tuesday 17 March, drafted Monday.
at 2026-03-16 08:00
expect timeline D1 contains apology_drafted n=1
expect obligations 25195.kt = 2
as chu do extend_by_law D1 statutory=longer-review reason="Đất yếu, phải xem xét thêm"
expect D1 due 2026-03-27 17:00
expect obligations 25195.kt = 1
at 2026-03-26 08:00
expect timeline D1 contains apology_drafted n=2
expect obligations 25195.kt = 2
expect timeline D1 lacks apology_missed
expect D1 work-sum

# The head is on leave: the apology is the deputy's, as everything held at the head's post (rule 7).
story Rule 39: it goes with the post
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person pho deputy of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as minh do record_leave minh from=2026-03-04T09:00 to=2026-03-06T17:00 deputy=pho
at 2026-03-04 09:01
expect timeline D1 contains holder_moved
expect obligations 25195.kt = 2
as pho do sign_apology D1 days=1 cause=25195.kt reason="Trưởng phòng nghỉ ốm"
expect timeline D1 contains extended signer=pho unit=25195.kt
expect obligations 25195.kt = 1

# Monthly social allowance, asked of the Front on Tuesday 3 at 09:00 with 24 hours: silent from Friday 6 at
# 09:00. What the lead is over its plan meanwhile is the silent one's (rule 27), so the apology is too.
story Rule 39: a silent unit of another agency owes it
store 2026-03-02 07:30
person lan clerk of 25195.mc
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
as duc do ask_opinion D1 units=25195.mttq question="Có thuộc diện hưởng không?"
at 2026-03-13 07:30
expect timeline D1 contains apology_drafted cause=25195.mttq
as nga do sign_apology D1 days=2 cause=25195.mttq reason="Chưa có ý kiến"
expect refused right.apology
as quy do sign_apology D1 days=2 cause=25195.mttq reason="Chưa họp được"
expect timeline D1 contains extended cause=25195.mttq unit=25195.mttq signer=quy
expect D1 due 2026-03-18 17:00
