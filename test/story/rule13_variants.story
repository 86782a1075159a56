# Rule 13: limit variants are data with a ground, chosen at reception or by a typed act before the
# due time with notice to the citizen; not an extension, no apology.

story Rule 13: chosen at reception, it is the promise
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person nga head of 25195.vhxh

at 10:00
# Many pages: two working days from Monday 2 March.
as lan do receive_new D1 procedure=2.000815 channel=counter receiving=25195.mc owner="Lê Thị Mẫu" \
	variant=many-pages
expect D1 promise 2026-03-04 17:00
expect D1 due 2026-03-04 17:00
as lan do receive_new D2 procedure=2.000815 channel=counter receiving=25195.mc owner="Lê Thị Mẫu" \
	variant=busy
expect refused intake.variant "rule 13"
# Marriage knows verification, but copies don't.
as lan do receive_new D2 procedure=2.000815 channel=counter receiving=25195.mc owner="Lê Thị Mẫu" \
	variant=verify
expect refused intake.variant
expect unchanged

# A marriage is due the same day; at 16:00 its conditions must be verified: five working days from
# Monday 2 March, Monday 9. The promise that was printed stands for the lived rate.
story Rule 13: chosen later, before the due time
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person nga head of 25195.vhxh
person duc officer of 25195.vhxh
person chu head of 25195

at 08:00
as lan do receive_new D1 procedure=1.000894 channel=counter receiving=25195.mc owner="Trần Văn Ví"
as lan do hand_over D1 outcome=forward
as duc do take D1
at 16:00
as lan do choose_variant D1 variant=verify reason="Cần xác minh"
expect refused right.holder
as duc do choose_variant D1 variant=many-pages reason="Nhiều trang"
expect refused variant.none "rule 13"
as duc do choose_variant D1 variant=verify reason="Cần xác minh ở nơi cư trú trước"
expect kinds variant_chosen
expect D1 state open
expect D1 due 2026-03-09 17:00
expect D1 promise 2026-03-02 17:00
expect D1 lived 2026-03-02 17:00
as duc do choose_variant D1 variant=verify reason="Lần nữa"
expect refused variant.chosen "rule 13"
expect unchanged
# The citizen is told; this notice stops nothing.
as lan do tell D1 notice=variant how=phone
as lan do notice_delivered D1 notice=variant how=signature
expect D1 state open
expect D1 due 2026-03-09 17:00
# Not an extension: the one form 04 is still to be had.
expect timeline D1 lacks extended
at 2026-03-05 09:00
as chu do sign_apology D1 days=2 cause=25195.vhxh reason="Chờ xác minh"
expect D1 due 2026-03-11 17:00
as chu do sign_apology D1 days=2 cause=25195.vhxh reason="Chờ nữa"
expect refused extend.once "Decree 61/2018 art. 19; form 04"

# At 17:00 it is still before the due time, a second later it would repair what is missed.
story Rule 13: never after the due time
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person nga head of 25195.vhxh
person duc officer of 25195.vhxh

at 08:00
as lan do receive_new D1 procedure=1.000894 channel=counter receiving=25195.mc owner="Trần Văn Ví"
as lan do receive_new D2 procedure=1.000656 channel=counter receiving=25195.mc owner="Lê Thị Mẫu"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as duc do take D1
as duc do take D2
at 17:00
# Death registration: verification in three days, Thursday 5 March.
as duc do choose_variant D2 variant=verify reason="Giấy báo tử ở tỉnh khác"
expect D2 due 2026-03-05 17:00
at 17:00:01
as duc do choose_variant D1 variant=verify reason="Quên chọn"
expect refused variant.late "rule 13"
expect unchanged
expect D1 due 2026-03-02 17:00
expect list late = D1
