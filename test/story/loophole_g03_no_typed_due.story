# G3: elsewhere any caller of an action may send a due date of their own.
# Here a due date is derived only; what moves it is a typed legal act with reason and signer, counted.
story G3: nobody types a due date
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195

at 08:00
as lan do receive_new X procedure=1.001612 channel=counter receiving=25195.mc owner="Lê Văn Thử" due=2026-04-30T17:00
expect refused arg.unknown
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Lê Văn Thử"
# 3 working days after Monday 2 March: Thursday 5 March
expect D1 due 2026-03-05 17:00
as lan do hand_over D1 outcome=forward due=2026-04-30T17:00
expect refused arg.unknown
send {"key":"g3","as":"lan","do":"hand_over","args":{"dossier":"H19.21-260302-0001","outcome":"forward","dueDate":"2026-04-30T17:00:00+07:00"}}
expect refused arg.unknown
# nor for several at once, as a group's end point does elsewhere
send {"key":"g3-b","as":"lan","do":"receive_bundle","args":{"receiving":"25195.mc","submitter":{"name":"Lê Văn Thử"},"children":[{"procedure":"1.001612","due":"2026-04-30T17:00:00+07:00"}]}}
expect refused arg.unknown
expect unchanged
as lan do hand_over D1 outcome=forward
as minh do choose_variant D1 variant=verify reason="the procedure has no such variant"
expect refused variant.none
as chu do extend_by_law D1 statutory=longer-review reason="nor such an extension"
expect refused statutory.none
as chu do sign_apology D1 days=60 cause=25195.kt reason="two months would suit us"
expect refused extend.days
as chu do sign_apology D1 days=0 cause=25195.kt reason="a"
expect refused extend.days
as chu do sign_apology D1 days=2 cause=25195.kt
expect refused arg.missing
as minh do take D1
as minh do pause D1 ground=holiday document="a"
expect refused pause.ground
expect D1 due 2026-03-05 17:00

# the one lawful way: form 04, signed by the chairman, 2 working days after Thursday: Monday 9
as chu do sign_apology D1 days=2 cause=25195.kt reason="the officer was ill"
expect timeline D1 contains extended days=2 signer=chu cause=25195.kt
expect D1 due 2026-03-09 17:00
expect D1 promise 2026-03-05 17:00
expect D1 lived 2026-03-05 17:00
