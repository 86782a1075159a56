# Rule 26: withdrawing and filing again does not give the office a new promise.
story Rule 26: refiling within 30 days continues the first life
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử / 075090001234"
expect D1 lived 2026-03-05 17:00
at 2026-03-05 16:00
as lan do withdraw D1 reason="xin rút để bổ sung"
at 2026-03-06 08:00
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử / 075090001234"
expect D2 continues D1
# Three working days for the clock of the law (weekend 7-8 March) …
expect D2 due 2026-03-11 17:00
# … but the citizen was promised the 5th.
expect D2 lived 2026-03-05 17:00

# Another procedure is another life.
as lan do receive_new D3 procedure=1.001776 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử / 075090001234"
expect D3 lived 2026-03-20 17:00

story Rule 26: after 30 days a filing is a new life
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử / 075090001234"
as lan do withdraw D1 reason="xin rút"
# 2 March + 30 days = 1 April
at 2026-04-01 08:01
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử / 075090001234"
expect D2 lived 2026-04-06 17:00
