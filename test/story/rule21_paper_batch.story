story Rule 21: paper lags the screen; what did not arrive is the sender's, and is no return
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person tu officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Bùi Văn Giấy"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Bùi Thị Giấy"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
# the printed list of the batch (rows of form 06), numbered by unit and year
as lan do list_batch 25195.mc to=25195.kt dossiers=D1,D2
expect kinds batch_printed
as minh do list_batch 25195.mc to=25195.kt dossiers=D1
expect refused right.clerk
as tuan do take D1
as tuan do take D2
as tuan do paper_arrived D1 batch=1
at 09:00
as tuan do paper_missing D2 batch=1
expect D2 holder 25195.kt officer tuan
expect D2 returns 0
as tuan do paper_missing D2 batch=1
expect refused paper.already_missing
# from here the minutes are the counter's, though tuan holds it
expect D2 hold 4 holder 25195.kt officer tuan
expect D2 hold 4 account 25195.mc clerk lan
at 2026-03-03 09:00
# also when it changes hands meanwhile
as minh do reassign D2 to=tu note="tuan is busy"
expect D2 holder 25195.kt officer tu
expect D2 hold 5 account 25195.mc clerk lan
at 14:00
as tu do paper_arrived D2 batch=1
expect D2 hold 6 account 25195.kt officer tu
expect D2 work 4 = 8h
expect D2 work 5 = 3h30m
as tu do paper_missing D1
expect refused right.holder
as tuan do paper_arrived D1
expect refused paper.not_missing
expect D1 work-sum
expect D2 work-sum
