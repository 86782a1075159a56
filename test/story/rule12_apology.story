# Rule 12: `apology_by` is null for same-day and hour limits. Otherwise it is the close of the last
# working day before the due day (R8, L9).

# Received to 15:00, due at 17:00; a second later, the next working day's close; outside office hours
# it counts from the next session (R3b): lunch is the same day, the evening the next.
story Rule 12: none for same-day procedures
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person nga head of 25195.vhxh

at 12:10
as lan do receive_new D1 procedure=1.001193 channel=counter receiving=25195.mc owner="Trần Bé Thử"
expect D1 promise 2026-03-02 17:00
expect D1 apology none
at 15:00
as lan do receive_new D2 procedure=1.001193 channel=counter receiving=25195.mc owner="Trần Bé Hai"
expect D2 promise 2026-03-02 17:00
expect D2 apology none
at 15:00:01
as lan do receive_new D3 procedure=1.001193 channel=counter receiving=25195.mc owner="Trần Bé Ba"
expect D3 promise 2026-03-03 17:00
expect D3 apology none
at 18:30
as lan do receive_new D4 procedure=1.001193 channel=counter receiving=25195.mc owner="Trần Bé Tư"
expect D4 promise 2026-03-03 17:00
# Friday after three: Monday.
at 2026-03-06 15:20
as lan do receive_new D5 procedure=1.001193 channel=counter receiving=25195.mc owner="Trần Bé Năm"
expect D5 promise 2026-03-09 17:00
expect D5 apology none

# Friday 24 April: Sunday 26 is the Kings' festival, Monday 27 its day off in return, 30 April and
# 1 May are holidays. Three days: Tuesday 28, Wednesday 29, Monday 4 May; so the letter must go
# before the holidays, on Wednesday 29 April.
story Rule 12: the last working day before
store 2026-04-24 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person nga head of 25195.vhxh

at 09:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
expect D1 promise 2026-05-04 17:00
expect D1 apology 2026-04-29 17:00
# A variant in days of a same-day procedure has one: 28, 29 April, so the 28th.
as lan do receive_new D2 procedure=2.000815 channel=counter receiving=25195.mc owner="Lê Thị Mẫu" \
	variant=many-pages
expect D2 promise 2026-04-29 17:00
expect D2 apology 2026-04-28 17:00
