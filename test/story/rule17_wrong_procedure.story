story Rule 17: a corrected procedure counts from the same reception; the earlier promise stands
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person nga head of 25195.vhxh
person chu head of 25195

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Hoàng Văn Nhầm"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Hoàng Thị Nhầm"
as lan do receive_new D3 procedure=1.001776 channel=counter receiving=25195.mc owner="Hoàng Văn Lẫn"
expect D1 promise 2026-03-05 17:00
# 10 working days: Monday 16 March
expect D3 promise 2026-03-16 17:00
at 2026-03-03 08:00
as lan do correct_procedure D1 procedure=1.001612 reason="the same" ; expect refused correct.same
as lan do correct_procedure D1 procedure=9.999999 reason="unknown" ; expect refused intake.procedure
as minh do correct_procedure D1 procedure=1.001776 reason="not the counter" ; expect refused right.onestop
# to a longer one (10 working days, 16 March): the printed date stands
as lan do correct_procedure D1 procedure=1.001776 reason="it was the allowance"
expect D1 due 2026-03-05 17:00
expect D1 promise 2026-03-05 17:00
expect D1 received 2026-03-02 08:00
expect D1 step s1
expect D1 holder 25195.mc clerk lan
# unless the citizen takes a new receipt: then 16 March, still counted from Monday 2
as lan do correct_procedure D2 procedure=1.001776 accepted=yes reason="it was the allowance"
expect D2 due 2026-03-16 17:00
expect D2 promise 2026-03-05 17:00
expect D2 lived 2026-03-05 17:00
expect timeline D2 contains procedure_corrected procedure=1.001776 accepted=yes
# to a shorter one: the shorter limit from the same reception
as lan do correct_procedure D3 procedure=1.001612 reason="it was the business"
expect D3 due 2026-03-05 17:00
expect D3 promise 2026-03-16 17:00
expect D1 work-sum
expect D3 work-sum

story Rule 17: a signed result is not corrected this way
store 2026-03-02 07:30
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person chu head of 25195
person vp head of 25195.vp
at 08:00
as lan do receive_new D1 procedure=2.000908 channel=counter receiving=25195.mc owner="Hoàng Văn Nhầm"
as lan do hand_over D1 outcome=forward
as nga do finish D1
as chu do sign D1
as lan do correct_procedure D1 procedure=1.001612 reason="too late"
expect refused correct.signed "rule 17"
