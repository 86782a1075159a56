# G12: elsewhere office hours are parsed with the wrong separator and the calendar sits in shared
# fields, so two agencies computing at once can mix their hours.
# Here hours are an argument: an agency of profile A and one of profile B work side by side.
# A: 07:30-11:30, 13:00-17:00. B: 07:00-11:30, 13:30-17:00. Both days have 8 hours.
story G12: two agencies, two office hours, one program
store 2026-03-02 06:00
as admin do add_unit thu role=agency type=ward name="Thử Nghiệm" from=2026-03-01 parent=dn agency_code=H19.999 profile=B
as admin do add_unit thu.mc role=onestop type=onestop name="Trung tâm" from=2026-03-01 parent=thu profile=B
as admin do add_unit thu.vhxh role=room type=room name="Phòng Văn hóa" from=2026-03-01 parent=thu profile=B
as admin do add_unit thu.kt role=room type=room name="Phòng Kinh tế" from=2026-03-01 parent=thu profile=B
as admin do add_unit thu.vp role=room type=office name="Văn phòng" from=2026-03-01 parent=thu profile=B
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person minh head of 25195.kt
person be clerk of thu.mc
person bay head of thu.vhxh
person binh head of thu.kt

at 07:15
as lan do receive_new A1 procedure=1.001612 channel=counter receiving=25195.mc owner="Mai Văn An"
as be do receive_new B1 procedure=1.001612 channel=counter receiving=thu.mc owner="Mai Văn Bình"
expect A1 promise 2026-03-05 17:00
expect B1 promise 2026-03-05 17:00
# A opens at 07:30, B has been open since 07:00
at 08:15
expect A1 work 1 = 45m
expect B1 work 1 = 1h
as be do hand_over B1 outcome=forward
as lan do hand_over A1 outcome=forward
# over noon: A until 11:30 and from 13:00, B until 11:30 and from 13:30
at 13:20
expect A1 work 2 = 3h35m
expect B1 work 2 = 3h15m
at 14:00
expect A1 work 2 = 4h15m
expect B1 work 2 = 3h45m
expect A1 work 2 = 15300
# the hours of a step end by its own calendar: 12 hours from 08:15. A: 3.25 + 4 on Monday, 4.75 on
# Tuesday: 13:45. B: 3.25 + 3.5 on Monday, 5.25 on Tuesday: 4.5 until 11:30, then 45 minutes: 14:15
expect A1 hold 2 due 2026-03-03 13:45
expect B1 hold 2 due 2026-03-03 14:15
expect A1 work-sum
expect B1 work-sum
