story Rule 20: one submission, each child its own dossier; a bad child stops no other
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person nga head of 25195.vhxh

at 08:00
as lan do receive_bundle B1 receiving=25195.mc submitter="Công ty Thử / 3600000001"
  child C1 procedure=1.001612 channel=counter owner="Nguyễn Văn Một"
  child C2 procedure=9.999999 channel=counter owner="Nguyễn Văn Hai"
  child C3 procedure=2.000908 channel=counter owner="Nguyễn Văn Ba"
  child C4 procedure=1.001612 channel=counter competent=25210 owner="Nguyễn Văn Bốn"
  child C5 procedure=1.001612 channel=fax owner="Nguyễn Văn Năm"
expect child C1 ok
expect child C2 refused intake.procedure
expect child C3 ok
expect child C4 ok
expect child C5 refused intake.channel
expect kinds submitted received submitted received submitted received bundle_opened
# each its own agency, code and clock
expect C1 code H19.21-260302-0001
expect C3 code H19.21-260302-0002
expect C4 code H19.22-260302-0001
expect C1 due 2026-03-05 17:00
expect C3 due 2026-03-02 17:00
expect C4 due 2026-03-05 17:00
# and its own way from here
as lan do hand_over C1 outcome=forward
as lan do withdraw C3 reason="not needed"
expect C1 state open
expect C3 state withdrawn
expect C4 holder 25195.mc clerk lan
expect list all = C1 C3 C4

# all children bad: the bundle is refused as its first child was, and nothing is written
as lan do receive_bundle B2 receiving=25195.mc submitter="Công ty Thử"
  child E1 procedure=9.999999 channel=counter owner="Nguyễn Văn Sáu"
  child E2 procedure=1.001612 channel=fax owner="Nguyễn Văn Bảy"
expect refused intake.procedure
expect unchanged
as minh do receive_bundle B3 receiving=25195.mc submitter="Công ty Thử"
  child F1 procedure=1.001612 channel=counter owner="Nguyễn Văn Tám"
expect refused right.clerk
expect unchanged
