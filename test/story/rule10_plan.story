# Rule 10: step limits are a plan frozen at reception, scaled down together when they exceed the
# working time to the due date; a step entered again gets no second allotment; a reset, a variant
# or a statutory extension re-plans the steps not yet ended.

# Certified copies: 1 + 2 + 2 + 1 = 6 hours are announced. Brought at 14:00 they are due at 17:00,
# in 3 hours: everybody has half.
story Rule 10: scaled down together in an afternoon
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person nga head of 25195.vhxh
person duc officer of 25195.vhxh

at 10:00
as lan do receive_new D1 procedure=2.000815 channel=counter receiving=25195.mc owner="Lê Thị Mẫu"
# In the morning there are 5 hours and a half for the 6: 11/12 of each.
expect D1 plan s1 = 55m
expect D1 plan s2 = 1h50m
at 14:00
as lan do receive_new D2 procedure=2.000815 channel=counter receiving=25195.mc owner="Lê Thị Mẫu"
expect D2 due 17:00
expect D2 plan s1 = 30m
expect D2 plan s2 = 1h
expect D2 plan s3 = 1h
expect D2 plan s4 = 30m
expect D2 hold 1 due 14:30
as lan do hand_over D2 outcome=forward
as duc do take D2
expect D2 hold 3 due 15:00
# After 15:00 the date is the next day's: 1.5 hours and 8 are more than the 6.
at 15:30
as lan do receive_new D3 procedure=2.000815 channel=counter receiving=25195.mc owner="Lê Thị Mẫu"
expect D3 due 2026-03-03 17:00
expect D3 plan s1 = 1h
expect D3 plan s2 = 2h

# Investment in principle: 268 hours are announced, but 35 calendar days from Monday 2 March 08:00 to
# Monday 6 April hold 7.5 + 25 × 8 = 207.5 working hours = 747 000 seconds. Each step has
# hours × 747 000 / 268 rounded down; the two seconds left go to the largest remainders, s3
# (334 477.61) and s6 (111 492.54).
story Rule 10: to the second by largest remainder
store 2026-03-02 07:30
person lan clerk of ttpvhcc
person hoa head of ttpvhcc

at 08:00
as lan do receive_new D1 procedure=X-CHUTRUONG channel=counter receiving=ttpvhcc owner="Công ty Thử"
expect D1 due 2026-04-06 17:00
expect D1 plan s1 = 11149
expect D1 plan s2 = 55746
expect D1 plan s3 = 334478
expect D1 plan s4 = 178388
expect D1 plan s5 = 44597
expect D1 plan s6 = 111493
expect D1 plan s7 = 11149

# A household business: s2 has 12 hours and there is time enough. Monday 09:00 to 15:30 are 5 hours.
# Sent back at 16:30 it has the other 7: half an hour on Monday, to 15:30 on Tuesday.
story Rule 10: entered again, no second allotment
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
expect D1 plan s1 = 2h
expect D1 plan s2 = 12h
at 09:00
as lan do hand_over D1 outcome=forward
as tuan do take D1
# From 09:00 twelve hours: 6.5 on Monday, 5.5 on Tuesday, to 14:30.
expect D1 hold 3 due 2026-03-03 14:30
at 15:30
as tuan do hand_over D1 outcome=forward
at 16:30
as minh do take D1
as minh do send_back D1 reason=R06 note="Sai ngành nghề"
expect D1 step s2
expect D1 holder 25195.kt officer tuan
expect D1 plan s2 = 12h
expect D1 hold 5 due 2026-03-03 15:30
as tuan do take D1
# Eight hours later it has used 13 of its 12. Sent back once more there is nothing left.
at 2026-03-03 16:30
as tuan do hand_over D1 outcome=forward
expect D1 work 5 = 8h
at 2026-03-04 08:00
as minh do send_back D1 reason=R06 note="Vẫn sai"
expect D1 hold 7 due 2026-03-04 08:00
expect D1 returns 2
expect D1 work-sum

# The decree's reset gives the limit afresh, and the steps not ended their hours afresh. Tuấn had
# used 8 of the 12 hours until Tuesday 09:00; completed on Friday 6 at 08:00, s2 has 12 again: 7.5
# that day, 4.5 on Monday, to 13:30. Three days from Friday: 9, 10, Wednesday 11 March.
story Rule 10: a reset plans afresh, a pause does not
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person ban clerk of ttpvhcc
person vinh head of ttpvhcc
person kien head of vpdk.dk
person phuc officer of vpdk.dk

at 08:00
as ban do receive_new D2 procedure=1.012783 channel=counter receiving=ttpvhcc owner="Lê Thị Mẫu"
as ban do hand_over D2 outcome=forward
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
at 09:00
as lan do hand_over D1 outcome=forward
as tuan do take D1
as phuc do take D2
at 2026-03-03 09:00
as tuan do ask_supplement D1 items="Biên bản họp của thành viên hộ"
as lan do notice_delivered D1 notice=supplement how=signature
as phuc do pause D2 ground=survey document="Hợp đồng trích đo"
at 2026-03-06 08:00
as lan do supplement_received D1
expect D1 due 2026-03-11 17:00
expect D1 hold 5 due 2026-03-09 13:30
expect D1 plan s2 = 20h
expect D1 plan s3 = 4h
# The land registry's officer had 20 hours and comes back with the 11 that are left (1 of the head's
# before he took it, 8 of his own): 7.5 on Friday, 3.5 on Monday, to 11:00.
as phuc do resume D2
expect D2 plan s2 = 20h
expect D2 hold 5 due 2026-03-09 11:00
expect D1 work-sum
expect D2 work-sum

# Two hundred pages: the variant of two days lifts the squeeze of the afternoon.
story Rule 10: a variant re-plans
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person nga head of 25195.vhxh

at 14:00
as lan do receive_new D1 procedure=2.000815 channel=counter receiving=25195.mc owner="Lê Thị Mẫu"
expect D1 plan s2 = 1h
at 14:20
as lan do choose_variant D1 variant=many-pages reason="Hơn 200 trang"
expect D1 due 2026-03-04 17:00
expect D1 plan s1 = 1h
expect D1 plan s2 = 2h
expect D1 hold 1 due 15:00
