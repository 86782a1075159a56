# No result is ready without its signer, its file and its number; the number stands in a book of the
# unit that gives it.

story The records clerk: signer, file and number, in this order
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person van records of 25195.vp
person vp head of 25195.vp
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as minh do hand_over D1 outcome=forward
as minh do finish D1
# Not signed: no number, nothing ready, whoever asks.
as van do number D1 number=12 book=GCN file="Giấy chứng nhận"
expect refused right.records
as vp do ready D1
expect refused right.records
as chu do sign D1
# Signed, not numbered.
as van do ready D1
expect refused ready.unnumbered "rule 6"
# A number without its book, or without a file, is none.
as van do number D1 number=12 file="Giấy chứng nhận"
expect refused arg.missing
send {"key":"r1","as":"van","do":"number","args":{"dossier":"H19.21-260302-0001","number":"12","book":"GCN","file":"00000000000000000000000000000000000000000000000000000000000000aa"}}
expect refused file.unknown
expect unchanged
as van do number D1 number=12 book=GCN file="Giấy chứng nhận" sealed=yes
expect timeline D1 contains numbered number=12 book=GCN
as van do number D1 number=13 book=GCN file="Giấy chứng nhận"
expect refused number.done
as van do ready D1
expect D1 state ready
rebuild
expect D1 state ready

# A number stands once in a book and year: neither another ending nor zeros in front make another of
# it. Another book, another unit and the next year have it too.
story The records clerk: a number is one result's
store 2026-12-30 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person van records of 25195.vp
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Trần Văn Mẫu"
as lan do receive_new D3 procedure=1.001612 channel=counter receiving=25195.mc owner="Lê Thị Ví Dụ"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as lan do hand_over D3 outcome=forward
as minh do hand_over D1 outcome=forward
as minh do hand_over D2 outcome=forward
as minh do hand_over D3 outcome=forward
as minh do finish D1
as minh do finish D2
as minh do finish D3
as chu do sign D1
as chu do sign D2
as chu do sign D3
as van do number D1 number=7/GCN book=GCN file="Giấy chứng nhận 1"
as van do number D2 number=7/GCN book=GCN file="Giấy chứng nhận 2"
expect refused number.used "Decree 30/2020 art. 15"
as van do number D2 number=007/GCN-UBND book=GCN file="Giấy chứng nhận 2"
expect refused number.used
expect unchanged
rebuild
as van do number D2 number=7 book=GCN file="Giấy chứng nhận 2"
expect refused number.used
as van do number D2 number=7A/GCN book=GCN file="Giấy chứng nhận 2"
at 2027-01-04 08:00
as van do number D3 number=7/GCN book=GCN file="Giấy chứng nhận 3"
expect timeline D3 contains numbered number=7/GCN
