# G14: elsewhere several users may hold one dossier at once, and nobody is "the" holder.
# Here exactly one seat holds it at any time; who did not take it cannot act; taking it twice is refused.
story G14: one minute, one holder
store 2026-03-02 07:30
person lan clerk of 25195.mc
person mai clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person tu officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Vũ Văn Thử"
expect D1 holder 25195.mc clerk lan
# a colleague of the same post is not the holder
as mai do hand_over D1 outcome=forward ; expect refused right.holder "loophole G14"
as lan do hand_over D1 outcome=forward
# nobody took it: the head holds it, and nobody else may act before taking it
expect D1 holder 25195.kt head minh
as tuan do hand_over D1 outcome=forward ; expect refused right.holder
at 09:00
as tuan do take D1
as tu do take D1 ; expect refused hold.taken
as tu do hand_over D1 outcome=forward ; expect refused right.holder
as lan do hand_over D1 outcome=forward ; expect refused right.holder
expect unchanged
expect D1 holder 25195.kt officer tuan
expect list person tuan = D1
expect list person tu = none
expect list person minh = none
at 10:00
as minh do reassign D1 to=tu note="tuan has too many"
expect D1 holder 25195.kt officer tu
as tuan do hand_over D1 outcome=forward ; expect refused right.holder
as tu do hand_over D1 outcome=forward
# three holds at the room and one at the counter, end to end
expect D1 hold 2 to 09:00
expect D1 hold 3 from 09:00
expect D1 hold 3 to 10:00
expect D1 hold 4 from 10:00
expect D1 work-sum
