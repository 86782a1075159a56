# Rule 21: a list is compared with what is on its way, and a tick with the list.
story Rule 21: a batch list names what is on its way there, once
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person nga head of 25195.vhxh
person ba clerk of 25210.mc
person bay head of 25210.mc
person kia head of 25210.kt
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Bùi Văn Giấy"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Bùi Thị Giấy"
as ba do receive_new E1 procedure=1.001612 channel=counter receiving=25210.mc owner="Lê Văn Giấy"
as ba do hand_over E1 outcome=forward
as lan do hand_over D1 outcome=forward
# still at the counter; another unit's; another counter's
as lan do list_batch 25195.mc to=25195.kt dossiers=D1,D2
expect refused batch.stray "rule 21"
expect unchanged
as lan do list_batch 25195.mc to=25195.vhxh dossiers=D1
expect refused batch.stray
as lan do list_batch 25195.mc to=25210.kt dossiers=E1
expect refused batch.stray
as lan do list_batch 25195.mc to=25195.kt dossiers=D1,D1
expect refused batch.listed
as lan do hand_over D2 outcome=forward
as lan do list_batch 25195.mc to=25195.kt dossiers=D1
expect answer batch = 1
as lan do list_batch 25195.mc to=25195.kt dossiers=D1,D2
expect refused batch.listed "rule 21"
as lan do list_batch 25195.mc to=25195.kt dossiers=D2
expect answer batch = 2

# a tick names the list the paper stands in
at 09:00
as tuan do take D1
as tuan do paper_arrived D1 batch=2
expect refused batch.unknown "rule 21"
as tuan do paper_missing D1 batch=7
expect refused batch.unknown
as tuan do paper_arrived D1 batch=1
as tuan do take D2
as tuan do paper_missing D2 batch=2
# what did not arrive is listed again, and from then on the new list counts
at 10:00
as lan do list_batch 25195.mc to=25195.kt dossiers=D2
expect answer batch = 3
as tuan do paper_arrived D2 batch=2
expect refused batch.unknown
rebuild
as tuan do paper_arrived D2 batch=3
# returned and handed over anew, the paper goes the way anew
as tuan do send_back D1 reason=R01 note="Thiếu chữ ký"
as lan do hand_over D1 outcome=forward
as minh do paper_arrived D1
expect refused paper.not_missing
as lan do list_batch 25195.mc to=25195.kt dossiers=D1
expect answer batch = 4
as minh do paper_arrived D1 batch=4
expect D1 work-sum
expect D2 work-sum
