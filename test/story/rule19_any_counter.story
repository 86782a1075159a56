story Rule 19: any counter receives; three units are kept apart, and it counts once
store 2026-03-02 07:30
person la clerk of 25210.mc
person loan head of 25210.mc
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person van records of 25195.vp

at 08:00
# helped in Phước Long, received in Đồng Xoài, decided in Bình Phước
as la do receive_new D1 procedure=1.001612 channel=counter helping=25217.mc receiving=25210.mc competent=25195 owner="Cao Văn Xa"
expect timeline D1 contains submitted helping=25217.mc receiving=25210.mc competent=25195
# the code is the competent agency's
expect D1 code H19.21-260302-0001
# the receiver has its own step clock: 2 working hours
expect D1 holder 25210.mc clerk la
expect D1 hold 1 due 10:00
as lan do hand_over D1 outcome=forward
expect refused right.holder
at 08:30
as la do hand_over D1 outcome=forward
expect D1 work 1 = 30m
expect D1 holder 25195.kt head minh
as minh do hand_over D1 outcome=forward
as minh do finish D1
as chu do sign D1
as van do number D1 number=1 book=GCN file="c"
as van do ready D1
# handed out where the person came; the agency's own counter may do it too
expect D1 holder 25210.mc head loan
as lan do notice_delivered D1 notice=result how=code
as la do fee_receipt D1
as lan do deliver D1 how=post collector="Cao Văn Xa"
expect rate official of 25195 = 1/1
expect rate official of 25210 = 0/0
expect rate official of 25217 = 0/0
expect count direct = 1
expect rate lived = 1/1

# a building permit is bound to its place
as la do receive_new X procedure=1.013225 channel=counter receiving=25210.mc competent=25195 owner="Cao Thị Xa"
expect refused intake.territorial "rule 19"
# a room is no counter
person kho clerk of 25210.kt
as kho do receive_new X procedure=1.001612 channel=counter receiving=25210.kt competent=25195 owner="Cao Thị Xa"
expect refused intake.not_onestop
