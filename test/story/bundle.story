# Rule 20: one submission, a dossier per child; one bad child stops no other.
story A bundle with a bad child
store 2026-03-02 07:30
person lan clerk of 25195.mc
at 08:00
as lan do receive_bundle B1 receiving=25195.mc submitter="Công ty TNHH Thử Nghiệm / 3600123456"
  child C1 procedure=1.001612 channel=counter owner="Nguyễn Văn Một"
  child C2 procedure=9.999999 channel=counter owner="Nguyễn Văn Hai"
  child C3 procedure=1.001612 channel=counter owner="Nguyễn Văn Ba"
expect ok
expect child C1 ok
expect child C2 refused intake.procedure
expect child C3 ok
expect C1 code H19.21-260302-0001
expect C3 code H19.21-260302-0002
expect list open = C1 C3
again
expect entries 0
expect unchanged

story A bundle of bad children only leaves nothing
store 2026-03-02 07:30
person lan clerk of 25195.mc
at 08:00
as lan do receive_bundle B1 receiving=25195.mc submitter="Công ty TNHH Thử Nghiệm"
  child C1 procedure=9.999999 channel=counter owner="Nguyễn Văn Một"
expect refused intake.procedure
expect unchanged
