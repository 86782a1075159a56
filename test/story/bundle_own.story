# Rule 20: who hands in a bundle may own its dossiers; one identity number is one
# person, whether the bundle or a child names it first.
story A bundle whose owner hands it in
store 2026-03-02 07:30
person lan clerk of 25195.mc
at 08:00
as lan do receive_bundle B1 receiving=25195.mc submitter="Công ty TNHH Thử Nghiệm / 3600123456"
  child C1 procedure=1.001612 channel=counter owner="Công ty TNHH Thử Nghiệm / 3600123456"
  child C2 procedure=1.001612 channel=counter owner="Công ty TNHH Thử Nghiệm / 3600123456"
expect ok
expect child C1 ok
expect child C2 ok
