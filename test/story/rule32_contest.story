# Rule 32: the receiver contests within eight working hours of the hand-over, with a coded reason; work
# goes on meanwhile. The rule set names who rules. Upheld: the dossier goes to the unit named, or back to
# the sender, and the time is the sender's. Silence goes up once; then the unit that the procedure names
# keeps it.

# Between rooms of one agency its head rules.
story Rule 32: contested, upheld, and back to the sender with the time
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
# Nothing has come to the counter from another unit, and a counter's step is nobody else's.
as lan do contest D1 reason=field text="Không phải của một cửa"
expect refused contest.step "rule 32"
expect unchanged
as lan do hand_over D1 outcome=forward
at 09:00
as tuan do take D1
as lan do contest D1 reason=field text="Tôi không giữ"
expect refused right.holder
as tuan do contest D1 reason=because text="Không thích"
expect refused contest.reason
as tuan do contest D1 reason=field text="Không thích" named=25195.kt
expect refused contest.unit
as tuan do contest D1 reason=field text="Việc này của Phòng Văn hóa" named=25195.vhxh
expect kinds contested
expect obligations 25195 = 1
expect D1 contest 1 open
expect D1 contest 1 holder 25195 head chu
# 16 working hours: from Monday 09:00.
expect D1 contest 1 due 2026-03-04 09:00
# Work goes on: the hold and the clock are as they were.
expect D1 holder 25195.kt officer tuan
as tuan do contest D1 reason=field text="Nói lại"
expect refused contest.open
# Only whoever is to rule; and neither of the two.
as minh do rule_contest D1 ruling=upheld text="Đúng"
expect refused right.arbiter
as lan do rule_contest D1 ruling=dismissed text="Sai"
expect refused right.arbiter
at 11:00
as chu do rule_contest D1 ruling=maybe text="Chưa rõ"
expect refused contest.ruling
as chu do rule_contest D1 ruling=dismissed text="Sai" to=25195.vhxh
expect refused contest.to
as chu do rule_contest D1 ruling=upheld text="Một cửa chuyển nhầm phòng"
expect kinds contest_ruled
expect D1 contest 1 upheld
expect D1 holder 25195.mc clerk lan
expect D1 step s1
expect obligations 25195 = 0
# 08:00 to 11:00 at the room is the sender's: three hours.
expect D1 hold 2 account 25195.mc clerk lan
expect D1 hold 3 account 25195.mc clerk lan
expect D1 hold 3 holder 25195.kt officer tuan
expect D1 hold 3 ended ruled
expect D1 work-sum
# Handed over anew, it may be contested anew.
as lan do hand_over D1 outcome=forward
as minh do contest D1 reason=field text="Vẫn không phải"
as chu do rule_contest D1 ruling=dismissed text="Lần này đúng phòng"
expect D1 contest 2 dismissed
expect D1 holder 25195.kt head minh
# Ruled on: the same hand-over is not contested again.
as minh do contest D1 reason=field text="Lần nữa"
expect refused contest.again
rebuild
expect D1 contest 1 upheld
expect verify

story Rule 32: given to the unit named, which has the whole step's time
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person nga head of 25195.vhxh
person oanh officer of 25195.vhxh
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do contest D1 reason=given text="Ủy ban đã giao Phòng Văn hóa" named=25195.vhxh
at 10:00
as chu do rule_contest D1 ruling=upheld text="Theo Quyết định phân công" to=25195.vhxh
expect D1 holder 25195.vhxh head nga
expect D1 step s2
# The step's allotment is whole again: it did not use what others had of it.
expect D1 hold 2 plan = 43200
expect D1 hold 4 plan = 43200
as nga do contest D1 reason=field text="Không phải chúng tôi"
expect refused contest.ruled
# Whoever has the post of the step there takes it, as anywhere.
as oanh do take D1
expect D1 holder 25195.vhxh officer oanh
as oanh do hand_over D1 outcome=forward
expect D1 hold 2 account 25195.mc clerk lan
expect D1 hold 4 account 25195.vhxh head nga
expect D1 work-sum

# 8 working hours from Monday 08:00 end on Tuesday 08:00.
story Rule 32: eight working hours, not more
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Hai"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
at 2026-03-03 08:00
as minh do contest D1 reason=level text="Thuộc cấp tỉnh"
expect ok
at 08:01
as minh do contest D2 reason=level text="Thuộc cấp tỉnh"
expect refused contest.late
# Given on within the unit it is the same hand-over; handed to nobody else.
as minh do hand_over D1 outcome=forward
as chu do rule_contest D1 ruling=upheld text="Đúng là nhầm"
# The work is done: the dossier stays where it is, the time is the sender's.
expect D1 step s3
expect D1 hold 2 account 25195.mc clerk lan
expect D1 work-sum

# The ward's head is silent for 16 working hours: up to the province; then the procedure's unit keeps it.
story Rule 32: silence goes up once, then the unit of the procedure keeps it
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person tinh head of dn
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as minh do contest D1 reason=territory text="Không thuộc địa bàn"
expect D1 contest 1 due 2026-03-04 08:00
# Another promise of the same dossier, the letter of rule 39, comes due half an hour before.
expect next-tick 2026-03-04 07:30
at 2026-03-04 07:30
expect timeline D1 contains apology_drafted n=1
expect next-tick 2026-03-04 08:00:01
at 2026-03-04 09:00
expect timeline D1 contains contest_escalated n=1
expect D1 contest 1 holder dn head tinh
expect D1 contest 1 due 2026-03-06 08:00:01
# The first superior still owes it, and is late.
expect obligations 25195 = 1
expect obligations dn = 1
at 2026-03-06 09:00
expect timeline D1 contains contest_lapsed n=1
expect D1 contest 1 lapsed
expect D1 holder 25195.kt head minh
# The letter lies with the commune's head by now, the ruling with nobody.
expect timeline D1 contains apology_passed n=1
expect obligations 25195 = 1
expect obligations dn = 0
expect D1 hold 2 account 25195.kt head minh
as chu do rule_contest D1 ruling=upheld text="Muộn rồi"
expect refused contest.none
expect D1 work-sum
rebuild
expect D1 contest 1 lapsed

# The head owes a ruling from Wednesday 08:00 on, and goes on owing it when it is passed up: what the room
# runs over meanwhile is the head's.
story Rule 32: a superior's minutes past the limit are the superior's own
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person tinh head of dn
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as minh do contest D1 reason=territory text="Không thuộc địa bàn"
expect D1 due 2026-03-05 17:00
at 2026-03-05 17:00
# The ruling, and the letter of rule 39.
expect timeline D1 contains apology_passed n=1
expect obligations 25195 = 2
at 2026-03-05 17:30
expect lateness D1 = 0
at 2026-03-06 08:00
# The room has 12 hours, until 4 before the ruling is due; the head owes it for 16: of half an hour a fifth.
expect lateness D1 25195.kt = 360
expect lateness D1 25195 = 1440
# Ruled on at last, not theirs: all that the room had is the sender's.
as chu do rule_contest D1 ruling=upheld text="Chuyển nhầm"
expect lateness D1 25195.kt = 0
expect lateness D1 25195.mc = 900
expect lateness D1 25195 = 900
expect D1 work-sum

# A ward and a department have the province in common; who stands in no tree is written to by its office.
story Rule 32: between agencies the nearest unit above both rules
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person tinh head of dn
person so head of so-xd
as admin do add_unit thue-tinh key=thue-tinh name="Thuế tỉnh" role=agency type=department from=2026-01-01
person thue head of thue-tinh
person cvp head of vp-ubnd
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as minh do contest D1 reason=level text="Của Sở Xây dựng" named=so-xd
as chu do rule_contest D1 ruling=upheld text="Chuyển Sở" to=so-xd
expect D1 holder so-xd head so
# Its step's next is the ward's head again: handed over from another agency, that one's is contested …
as so do hand_over D1 outcome=forward
expect D1 holder 25195.kt head minh
as minh do contest D1 reason=level text="Sở làm dở"
expect D1 contest 2 holder dn head tinh
as tinh do rule_contest D1 ruling=upheld text="Thuế làm" to=thue-tinh
expect D1 holder thue-tinh head thue
expect D1 contest 2 upheld
expect D1 work-sum

# The sender takes it back, or it is finished: nothing is left to rule on.
story Rule 32: recalled, or done, there is nothing to rule on
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as minh do contest D1 reason=field text="Nhầm phòng"
at 08:10
as lan do recall D1
expect D1 contest 1 moot
expect obligations 25195 = 0
as chu do rule_contest D1 ruling=upheld text="Đúng"
expect refused contest.none
as lan do withdraw D1 reason="Người dân đổi ý"
expect D1 work-sum

# The room has asked the citizen for a paper, who is told. Ruled on meanwhile, the work comes back to whom it
# was given to, not to who asked; so does what nobody ruled on.
story Rule 32: upheld while the citizen has it, it comes back to the unit named
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person nga head of 25195.vhxh
person oanh officer of 25195.vhxh
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do contest D1 reason=given text="Ủy ban đã giao Phòng Văn hóa" named=25195.vhxh
at 09:00
as tuan do ask_supplement D1 items="Bản sao giấy tờ"
as lan do notice_delivered D1 notice=supplement how=signature
expect D1 state waiting
at 10:00
as chu do rule_contest D1 ruling=upheld text="Theo Quyết định phân công" to=25195.vhxh
expect D1 state waiting
expect D1 contest 1 upheld
# The hour that the room had it is the sender's; the citizen's wait stays the citizen's.
expect D1 hold 3 account 25195.mc clerk lan
expect D1 hold 4 account citizen
rebuild
at 11:00
as lan do supplement_received D1
expect D1 state open
expect D1 step s2
expect D1 holder 25195.vhxh head nga
# With the step's whole time, and not to be contested again.
expect D1 hold 5 plan = 43200
as nga do contest D1 reason=field text="Không phải chúng tôi"
expect refused contest.ruled
as oanh do take D1
as nga do contest D1 reason=field text="Không phải chúng tôi"
expect refused contest.ruled
as oanh do hand_over D1 outcome=forward
expect D1 hold 5 account 25195.vhxh head nga
expect D1 work-sum
rebuild
expect verify

story Rule 32: upheld while the citizen has it, it comes back to the sender
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do contest D1 reason=field text="Không thuộc lĩnh vực"
as tuan do ask_supplement D1 items="Bản sao giấy tờ"
as lan do notice_delivered D1 notice=supplement how=signature
at 10:00
as chu do rule_contest D1 ruling=upheld text="Một cửa chuyển nhầm"
# It waits for the citizen until the limit; then the unit that has it now takes it back, not the room.
at 2026-06-01 08:00
as minh do resume D1
expect refused right.holder
as lan do supplement_received D1
expect D1 step s1
expect D1 holder 25195.mc clerk lan
expect D1 work-sum
rebuild
expect verify

# Who asked has left the room by the time the paper comes: the head of that room has it, not of the procedure's.
story Rule 32: given to another unit by a ruling, what the citizen brings comes back to that unit
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person nga head of 25195.vhxh
person oanh officer of 25195.vhxh
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as minh do contest D1 reason=given text="Đã giao Phòng Văn hóa" named=25195.vhxh
as chu do rule_contest D1 ruling=upheld text="Đúng" to=25195.vhxh
as oanh do take D1
as oanh do ask_supplement D1 items="Bản sao giấy tờ"
as lan do notice_delivered D1 notice=supplement how=signature
at 09:00
as admin do end_assignment oanh unit=25195.vhxh post=officer to=2026-03-02T09:00:00
at 10:00
as lan do supplement_received D1
expect D1 holder 25195.vhxh head nga
expect D1 work-sum
