# A household business is registered: from the counter to the hand of its owner.
story A whole life, on time
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
person vanphong head of 25195.vp
person van records of 25195.vp

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử / 075090001234"
expect ok
expect kinds submitted received
expect D1 code H19.21-260302-0001
expect D1 state open
expect D1 step s1
expect D1 holder 25195.mc clerk lan
expect D1 promise 2026-03-05 17:00
expect D1 due 2026-03-05 17:00

at 09:00
as lan do hand_over D1 outcome=forward
expect D1 holder 25195.kt head minh
expect D1 taken no
expect D1 work 1 = 1h

at 10:00
as tuan do take D1
expect D1 holder 25195.kt officer tuan
expect D1 taken yes

at 2026-03-03 10:00
as tuan do hand_over D1 outcome=forward
expect D1 step s3
at 11:00
as minh do take D1
as minh do finish D1
expect D1 step s4
expect D1 decision granted
at 14:00
as chu do sign D1
expect D1 step s5
expect D1 signed yes
at 15:00
as van do take D1
as van do number D1 number=12/GCN book=GCN file="Giấy chứng nhận số 12"
as van do ready D1
expect D1 state ready
expect D1 ready 15:00
expect D1 holder 25195.mc head hoa

at 15:30
as lan do tell D1 notice=result how=phone
as lan do notice_delivered D1 notice=result how=signature
expect D1 holder citizen
at 2026-03-04 08:00
as lan do deliver D1 how=counter collector="Nguyễn Văn Thử"
expect refused deliver.fee
expect unchanged
as lan do fee_receipt D1
expect D1 fees 100000
as lan do deliver D1 how=counter collector="Nguyễn Văn Thử"
expect D1 state delivered
expect D1 holder nobody
expect D1 work-sum
expect D1 holds 9
expect list open = none
expect rate official = 1/1
expect rate lived = 1/1
rebuild
reopen store
expect D1 state delivered
