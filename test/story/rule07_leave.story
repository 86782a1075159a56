# Rule 7: at the first minute of recorded leave open holds pass to the deputy, else the head. What
# nobody has taken is held by the head of the unit.

# Leave from Tuesday 3 March 07:30, recorded the day before. Tuấn held from Monday 09:00: 6.5 h;
# from the first minute of the leave the minutes are the named deputy's.
story Rule 7: at the first minute of leave the named deputy holds
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person yen officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
expect D1 holder 25195.kt head minh
expect D1 taken no
at 09:00
as tuan do take D1
# Not for somebody else, not for the past, not to oneself.
as yen do record_leave tuan from=2026-03-03T07:30 to=2026-03-05T17:00
expect refused right.self "rule 7"
as tuan do record_leave tuan from=2026-02-26T07:30 to=2026-02-27T17:00
expect refused org.dates
as tuan do record_leave tuan from=2026-03-03T07:30 to=2026-03-05T17:00 deputy=tuan
expect refused org.same_person "rule 7"
expect unchanged
as tuan do record_leave tuan from=2026-03-03T07:30 to=2026-03-05T17:00 deputy=yen
expect D1 holder 25195.kt officer tuan
at 2026-03-03 07:31
expect timeline D1 contains holder_moved why=leave at=07:30
expect D1 holder 25195.kt officer yen
expect D1 hold 3 holder 25195.kt officer tuan
expect D1 hold 3 to 07:30
expect D1 hold 3 ended moved
expect D1 work 3 = 6h30m
expect D1 work 4 = 1m
as minh do reassign D1 to=tuan note="Giao lại"
expect refused reassign.on_leave "rule 7"
as yen do hand_over D1 outcome=forward
expect D1 step s3
expect D1 work-sum

# No deputy named: the deputy head of the unit; where there is none, its head.
story Rule 7: else the deputy of the unit, else its head
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person phuong deputy of 25195.kt
person tuan officer of 25195.kt
person nga head of 25195.vhxh
person duc officer of 25195.vhxh

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as lan do receive_new D2 procedure=1.001776 channel=counter receiving=25195.mc owner="Lê Thị Mẫu"
as lan do hand_over D2 outcome=forward
as duc do take D2
as minh do record_leave tuan from=2026-03-02T13:00 to=2026-03-04T17:00
as duc do record_leave duc from=2026-03-02T13:00 to=2026-03-04T17:00
at 13:00
tick
expect D1 holder 25195.kt deputy phuong
expect D2 holder 25195.vhxh head nga
expect D1 work-sum
expect D2 work-sum
tick
expect unchanged
# Back from leave one takes it back by an entry, never silently.
at 2026-03-05 08:00
expect D1 holder 25195.kt deputy phuong
as phuong do reassign D1 to=tuan note="Đã đi làm lại"
expect D1 holder 25195.kt officer tuan

# What nobody has opened is the head's; when the head is away, whoever stands in, and the head
# again on the first minute back.
story Rule 7: untaken with the head, whoever heads the unit just now
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person phuong deputy of 25195.kt
person tuan officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
expect D1 holder 25195.kt head minh
as minh do record_leave minh from=2026-03-02T13:00 to=2026-03-03T13:00
at 13:01
expect D1 holder 25195.kt head phuong
expect D1 taken no
at 2026-03-03 13:01
expect D1 holder 25195.kt head minh
# An hour and 3.5 hours of Monday morning, then a day of the deputy.
expect D1 hold 2 holder 25195.kt head minh
expect D1 work 2 = 3h30m
expect D1 hold 3 holder 25195.kt head phuong
expect D1 work 3 = 8h
as tuan do take D1
expect D1 taken yes
expect D1 work-sum
as minh do take D1
expect refused hold.taken "rule 7"

# Who leaves the post leaves the dossier: to the head of the unit.
story Rule 7: the end of an assignment
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person yen officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as minh do end_assignment tuan unit=25195.kt post=officer
expect refused right.admin
as admin do end_assignment tuan unit=25195.kt post=officer to=2026-03-03T07:30
expect D1 holder 25195.kt officer tuan
at 2026-03-03 07:31
expect timeline D1 contains holder_moved why=assignment at=07:30
expect D1 holder 25195.kt head minh
expect D1 taken no
as tuan do hand_over D1 outcome=forward
expect refused right.*
as lan do reassign D1 to=yen note="Không phải việc của quầy"
expect refused right.head
as minh do reassign D1 to=hoa note="Người của đơn vị khác"
expect refused reassign.not_of_unit "rule 7"
expect unchanged
as minh do reassign D1 to=yen note="Nhận thay"
expect D1 holder 25195.kt officer yen
expect D1 work-sum

# A leave moves every open hold: an opinion asked, an answer owed.
story Rule 7: opinions and unanswered submissions too
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person ngoc deputy of 25195.mc
person nga head of 25195.vhxh
person duc officer of 25195.vhxh
person quy head of 25195.mttq
person son deputy of 25195.mttq
person chu head of 25195

at 08:00
as lan do receive_new D1 procedure=1.001776 channel=counter receiving=25195.mc owner="Trần Thị Mẫu"
as lan do hand_over D1 outcome=forward
as duc do take D1
as duc do hand_over D1 outcome=forward
as duc do ask_opinion D1 units=25195.mttq question="Có thuộc diện hưởng không?"
as lan do submit D2 procedure=1.001612 channel=online receiving=25195.mc owner="Nguyễn Văn Thử"
as quy do record_leave quy from=2026-03-02T13:00 to=2026-03-06T17:00
as hoa do record_leave hoa from=2026-03-02T13:00 to=2026-03-06T17:00
expect D1 opinion 1 due 2026-03-05 08:00
at 13:00
tick
expect D1 opinion 1 holder 25195.mttq head son
expect D2 holder 25195.mc head ngoc
# The limits run on; a leave is no pause.
expect D1 opinion 1 due 2026-03-05 08:00
expect D1 holder 25195.vhxh officer duc
expect next-tick 2026-03-03 08:00:01
