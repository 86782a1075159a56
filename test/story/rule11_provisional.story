# Rule 11: unconfirmed calendar years use the statutory holidays marked `assumed`, dates are
# provisional; never later than promised without form 04.

# The notice for 2027 is not out. Three days from Monday 28 December 2026 end on Thursday 31, in a
# confirmed year; from Tuesday 29 they need Wednesday, Thursday and, after New Year's Day (Friday,
# assumed by the Labour Code) and a weekend, Monday 4 January 2027.
story Rule 11: a date in a year without its notice is provisional
store 2026-12-28 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt

at 09:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
expect D1 promise 2026-12-31 17:00
expect D1 provisional no
at 2026-12-29 09:00
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Lê Thị Mẫu"
expect D2 promise 2027-01-04 17:00
expect D2 apology 2026-12-31 17:00
expect D2 provisional yes

# Tết Đinh Mùi, as assumed: 4 to 10 February 2027 with the days made up for its weekend. From Tuesday
# the 2nd: Wednesday 3, Thursday 11, Friday 12.
story Rule 11: the assumed Tết
store 2027-02-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt

at 09:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
expect D1 promise 2027-02-12 17:00
expect D1 provisional yes
expect D1 apology 2027-02-11 17:00

# A pause that ends in the new year makes the date provisional with it: paused on Tuesday 29, back
# on Monday 4 January; 30, 31 December and the 4th are held. Five days from Monday 28 December
# (29, 30, 31, 4, 5) become eight: 6, 7, Friday 8 January.
story Rule 11: a pause into the new year
store 2026-12-28 07:30
person lan clerk of ttpvhcc
person hoa head of ttpvhcc
person kien head of vpdk.dk
person phuc officer of vpdk.dk

at 08:00
as lan do receive_new D1 procedure=1.012783 channel=counter receiving=ttpvhcc owner="Nguyễn Văn Thử"
expect D1 promise 2027-01-05 17:00
as lan do hand_over D1 outcome=forward
as phuc do take D1
at 2026-12-29 10:00
as phuc do pause D1 ground=tax document="Phiếu chuyển thuế"
at 2027-01-04 10:00
as phuc do resume D1
expect D1 due 2027-01-08 17:00
expect D1 promise 2027-01-05 17:00
expect D1 provisional yes

# Beyond the table nothing can be promised, and nothing is.
story Rule 11: no promise beyond the table of holidays
store 2030-12-30 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt

at 09:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
expect refused calendar.uncovered
expect unchanged
