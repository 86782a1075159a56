story Rule 26: to the second
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person chu head of 25195
person van records of 25195.vp
at 08:00
as lan do receive_new D1 procedure=2.000908 channel=counter receiving=25195.mc owner="Lâm Văn Một"
as lan do receive_new D2 procedure=2.000908 channel=counter receiving=25195.mc owner="Lâm Văn Hai"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as nga do finish D1
as nga do finish D2
as chu do sign D1
as chu do sign D2
as van do number D1 number=1 book=BS file="d1"
as van do number D2 number=2 book=BS file="d2"
at 17:00:00
as van do ready D1
expect rate lived = 1/1
at 17:00:01
as van do ready D2
expect rate lived = 1/2
expect rate official = 2/2

story Rule 26: only the citizen's own wait moves the first promise, and by pause
store 2026-03-02 07:30
person la clerk of ttpvhcc
person dong head of ttpvhcc
person dung head of vpdk.dk
person giam head of vpdk
at 08:00
# renewal of a land certificate: 5 working days, Monday 9 March
as la do receive_new D1 procedure=1.012783 channel=counter receiving=ttpvhcc owner="Lâm Văn Đất"
as la do receive_new D2 procedure=1.012783 channel=counter receiving=ttpvhcc owner="Lâm Thị Đất"
expect D1 promise 2026-03-09 17:00
as la do hand_over D1 outcome=forward
as la do hand_over D2 outcome=forward
as dung do pause D1 ground=tax document="PC-01"
as dung do ask_payment D2 amount=888000
as la do notice_delivered D2 notice=payment how=signature
at 2026-03-04 08:00
as dung do resume D1
as la do paid D2
# both legal dates move by Tuesday 3 and Wednesday 4: Wednesday 11. The tax office's two days are not
# the citizen's, so D1's first promise stays
expect D1 due 2026-03-11 17:00
expect D1 lived 2026-03-09 17:00
expect D2 due 2026-03-11 17:00
expect D2 lived 2026-03-11 17:00

story Rule 26: a reception later than 8 working hours counts from submission
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
at 08:00
as lan do submit D1 procedure=1.001612 channel=online receiving=25195.mc owner="Lâm Văn Một"
as lan do submit D2 procedure=1.001612 channel=online receiving=25195.mc owner="Lâm Văn Hai"
as lan do submit D3 procedure=1.001612 channel=counter receiving=25195.mc owner="Lâm Văn Ba"
as lan do submit D4 procedure=1.001612 channel=post receiving=25195.mc owner="Lâm Văn Bốn"
# exactly 8 working hours: from the reception, Tuesday + 3: Friday 6
at 2026-03-03 08:00
as lan do receive D1
expect D1 due 2026-03-06 17:00
expect D1 lived 2026-03-06 17:00
# one second more: the law counts from Tuesday, the person from Monday
at 2026-03-03 08:00:01
as lan do receive D2
expect D2 due 2026-03-06 17:00
expect D2 lived 2026-03-05 17:00
# whatever the channel: a submission left in a drawer for three days
at 2026-03-05 08:00
as lan do receive D3
expect D3 due 2026-03-10 17:00
expect D3 lived 2026-03-05 17:00
# an envelope counts from its stamp, in law too (rule 18)
as lan do receive D4
expect D4 due 2026-03-05 17:00
expect D4 lived 2026-03-05 17:00

story Rule 26: filing again within 30 days continues the first life
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
at 08:00
as lan do receive_new W1 procedure=1.001612 channel=counter receiving=25195.mc owner="Lâm Văn Rút / 075090000001"
as lan do receive_new S1 procedure=1.001612 channel=counter receiving=25195.mc owner="Lâm Văn Dừng / 075090000002"
as lan do submit F1 procedure=1.001612 channel=online receiving=25195.mc owner="Lâm Văn Chối / 075090000003"
as lan do decline F1 reason=D03 note="form missing"
as lan do hand_over S1 outcome=forward
# late files turned into withdrawals on the last day
at 2026-03-05 16:00
as lan do withdraw W1 reason="as advised"
as minh do stop S1 ground=citizen note="as advised"
expect rate lived = 3/3
at 16:30
as lan do receive_new W2 procedure=1.001612 channel=counter receiving=25195.mc owner="Lâm Văn Rút / 075090000001"
as lan do receive_new S2 procedure=1.001612 channel=counter receiving=25195.mc owner="Lâm Văn Dừng / 075090000002"
as lan do receive_new F2 procedure=1.001612 channel=counter receiving=25195.mc owner="Lâm Văn Chối / 075090000003"
expect W2 continues W1
expect S2 continues S1
expect F2 continues F1
# a new legal date, but the promise of the first life: 3 working days after 2 March
expect W2 due 2026-03-10 17:00
expect W2 lived 2026-03-05 17:00
expect S2 lived 2026-03-05 17:00
# what was never received had no promise of its own: its limit counts from first contact
expect F2 lived 2026-03-05 17:00
# another procedure or another person is another life
as lan do receive_new N1 procedure=2.000908 channel=counter receiving=25195.mc owner="Lâm Văn Rút / 075090000001"
as lan do receive_new N2 procedure=1.001612 channel=counter receiving=25195.mc owner="Lâm Thị Khác / 075090000009"
expect N1 continues none
expect N2 continues none

story Rule 26: after 30 days it is another life
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
at 08:00
as lan do receive_new A1 procedure=1.001612 channel=counter receiving=25195.mc owner="Lâm Văn Rút / 075090000001"
as lan do receive_new B1 procedure=1.001612 channel=counter receiving=25195.mc owner="Lâm Thị Rút / 075090000002"
as lan do withdraw A1 reason="later"
as lan do withdraw B1 reason="later"
# 30 days after 2 March 08:00 is 1 April 08:00
at 2026-04-01 08:00
as lan do receive_new A2 procedure=1.001612 channel=counter receiving=25195.mc owner="Lâm Văn Rút / 075090000001"
expect A2 continues A1
at 2026-04-02 08:00
as lan do receive_new B2 procedure=1.001612 channel=counter receiving=25195.mc owner="Lâm Thị Rút / 075090000002"
expect B2 continues none

story Rule 26: open past its promise counts in every period it spans
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person chu head of 25195
person van records of 25195.vp
at 08:00
as lan do receive_new D1 procedure=2.000908 channel=counter receiving=25195.mc owner="Lâm Văn Lâu"
as lan do hand_over D1 outcome=forward
at 2026-05-04 09:00
# form 04 never turns late into on time
as chu do sign_apology D1 days=10 cause=25195.vhxh reason="forgotten"
as nga do finish D1
as chu do sign D1
as van do number D1 number=1 book=BS file="c"
as van do ready D1
expect rate lived = 0/1 from 2026-03-01 to 2026-03-31
expect rate lived = 0/1 from 2026-04-01 to 2026-04-30
expect rate lived = 0/1 from 2026-05-01 to 2026-05-31
expect count lived-open-late = 1 from 2026-03-01 to 2026-03-31
expect count lived-open-late = 1 from 2026-04-01 to 2026-04-30
expect count lived-late = 1 from 2026-05-01 to 2026-05-31
expect rate lived = 0/0 from 2026-06-01 to 2026-06-30
