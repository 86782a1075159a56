# Decree 61/2018 art. 20: who came for the result, by which papers, and what they signed stand
# in the entry of the hand-out; the words themselves are sealed.
story A result handed out: who came, by what right, how receipt is confirmed
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
person van records of 25195.vp
person bich clerk of 25210.mc

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Lê Thị Mẫu / 075190001234"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do hand_over D1 outcome=forward
as minh do finish D1
as chu do sign D1
as van do number D1 number=7/GCN book=GCN file="Giấy chứng nhận"
as van do ready D1
at 09:00
# the fee comes first (rule 23)
as lan do deliver D1 how=counter collector="Trần Văn Thử" proof=signature
expect refused deliver.fee "rule 23"
as lan do fee_receipt D1
as lan do deliver D1 how=counter collector="Trần Văn Thử" proof=handshake
expect refused deliver.proof "Decree 61/2018 art. 20"
expect unchanged
as bich do deliver D1 how=counter collector="Trần Văn Thử" proof=signature
expect refused right.onestop
as lan do deliver D1 how=counter collector="Trần Văn Thử" proof=signature identity="CCCD 075090005678" authority="Giấy ủy quyền ngày 01/03/2026"
expect D1 state delivered
expect timeline D1 contains delivered how=counter proof=signature

# The name is wrong; it is seen at the desk before the citizen goes: the office's fault, back to its maker.
as lan do reopen D1 fault=office reason="Sai tên đệm"
expect D1 state open
expect D1 holder 25195.kt officer tuan
expect D1 work-sum

# Rule 51: a code in place of the signature. It is the one shown to the citizen, or none; it does
# not stand for the identity paper; once used it is worth nothing, and a reopened dossier has another.
story The one-time code is checked, not believed
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
person van records of 25195.vp

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Lê Thị Mẫu / 075190001234"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do hand_over D1 outcome=forward
# nothing is ready: no code fits
as lan do deliver D1 how=counter collector="Lê Thị Mẫu" proof=code pickup=shown identity="CCCD 075190001234"
expect refused state.not_ready
as minh do finish D1
as chu do sign D1
as van do number D1 number=7/GCN book=GCN file="Giấy chứng nhận"
as van do ready D1
as lan do fee_receipt D1
at 09:00
as lan do deliver D1 how=counter collector="Lê Thị Mẫu" proof=code identity="CCCD 075190001234"
expect refused deliver.pickup "Decree 61/2018 art. 20; rule 51"
as lan do deliver D1 how=counter collector="Lê Thị Mẫu" proof=code pickup=wrong identity="CCCD 075190001234"
expect refused deliver.pickup
as lan do deliver D1 how=counter collector="Lê Thị Mẫu" proof=code pickup=12345 identity="CCCD 075190001234"
expect refused deliver.pickup
as lan do deliver D1 how=counter collector="Lê Thị Mẫu" proof=code pickup=shown
expect refused deliver.identity
expect unchanged
as lan do deliver D1 how=counter collector="Lê Thị Mẫu" proof=code pickup=shown identity="CCCD 075190001234"
expect D1 state delivered
expect timeline D1 contains delivered how=counter proof=code checked=yes
as lan do deliver D1 how=counter collector="Lê Thị Mẫu" proof=code pickup=shown identity="CCCD 075190001234"
expect refused state.not_ready
