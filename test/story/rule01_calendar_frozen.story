# Rule 1: all clocks of one dossier run on the calendar frozen at reception, that of the
# competent agency, whoever holds it; so the seconds of the holds add up.

# Three working days over the turn of the year. Received on Wednesday 31 December 2025, which is
# not counted (R3). Thursday 1 January is a holiday, Friday 2 January was swapped for Saturday the
# 10th, 3 and 4 are a weekend: the days are Monday 5, Tuesday 6, Wednesday 7.
story Rule 1: a holiday and a Friday swapped off are not counted
store 2025-12-31 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt

at 09:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
expect D1 promise 2026-01-07 17:00
expect D1 apology 2026-01-06 17:00
expect D1 provisional no

# Received on Thursday the 8th: Friday 9, the working Saturday 10 (for the 2nd), Monday 12.
story Rule 1: a Saturday worked for a day off is counted
store 2026-01-08 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt

at 09:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
expect D1 promise 2026-01-12 17:00
expect D1 apology 2026-01-10 17:00
# Its minutes count too: an hour on Friday from 16:00, an hour on that Saturday until 08:30.
at 2026-01-09 16:00
as lan do hand_over D1 outcome=forward
at 2026-01-10 08:30
expect D1 work 2 = 2h
# A Saturday like any other has none: 1 h on the 9th, 8 on the 10th, five days of 8 since.
at 2026-01-17 08:30
expect D1 work 2 = 6d1h
expect D1 work-sum

# The counter of Bình Phước keeps 07:30–11:30 and 13:00–17:00 (A); the invented commune of Thử,
# which decides, 07:00–11:30 and 13:30–17:00 (B). From 10:00 to 14:00 the dossier's clock has run
# an hour and a half before noon and half an hour after: 2 hours, whoever held it. By the
# counter's own hours it would have been 2 hours and a half.
story Rule 1: the hours are those of the agency that decides, at a foreign counter too
store 2026-03-02 06:30
as admin do add_unit thu role=agency type=commune name="Xã Thử" from=2025-07-01 parent=dn \
	agency_code=H19.900 profile=B
as admin do add_unit thu.mc role=onestop type=onestop name="Một cửa xã Thử" from=2025-07-01 \
	parent=thu profile=B
as admin do add_unit thu.kt role=room type=room name="Phòng Kinh tế xã Thử" from=2025-07-01 \
	parent=thu profile=B
as admin do add_unit thu.vp role=room type=office name="Văn phòng xã Thử" from=2025-07-01 \
	parent=thu profile=B
person lan clerk of 25195.mc
person hoa head of 25195.mc
person ba head of thu.kt
person tam officer of thu.kt

at 10:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc competent=thu \
	owner="Nguyễn Văn Thử"
expect D1 code H19.900-260302-0001
expect D1 holder 25195.mc clerk lan
at 14:00
expect D1 work 1 = 2h
as lan do hand_over D1 outcome=forward
# At 15:00 in the room of the agency: 1 hour on the same clock.
at 15:00
as tam do take D1
expect D1 work 1 = 2h
expect D1 work 2 = 1h
expect D1 work-sum

# Another holder, another unit: the calendar stays, unless an entry replaces it.
story Rule 1: a calendar is replaced by an entry only, and only by another one
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt

at 09:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do move_calendar D1 calendar=2026-1
expect refused right.admin
as admin do move_calendar D1 calendar=2026-1
expect refused calendar.same "rule 1"
as admin do move_calendar D1 calendar=2027-9
expect refused calendar.none "rule 1"
expect unchanged
expect D1 due 2026-03-05 17:00
expect timeline D1 lacks calendar_moved
