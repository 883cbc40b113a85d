"""What is true about a conference, and the verbs that change it. Knows no screen and no terminal.

This is the main door. The others are opened only by who needs them: `store.roster`, `store.presentations` and
`store.slips` (files from an office), `store.documents` (what is printed or exported), `store.plan`, `store.search`,
`store.identity_cards` and `store.care`. What everybody may name are the records, the errors and the words made safe:
`store.records`, `store.live_records`, `store.proposal_records`, `store.errors`, `store.text`.
"""

from store.door import open_door

__all__ = open_door(
    __name__,
    {
        "address": "Address Place is_address",
        "admission": "AdmitSubstitute AdmitWalkIn NameSubstitute lacks_name",
        "advice": "Advice advice",
        "agenda": "AddItem DeleteItem EditItem MoveItem SkipItem UnskipItem planned_end",
        "attendance": "Answer CheckIn CheckInTogether CheckOut MarkAbsent MoveArrival Outcome Scan WithdrawArrival",
        "badges": "BindBadge MintBlanks RecordBadges ReissueCode is_right to_be_made",
        "codes": "mint_conference_letters",
        "course": "running",
        "decisions": "Decide theirs_of to_decide",
        "delay_ledger": "Ledger delay_ledger",
        "delegates": "AddDelegate CorrectDelegate KeepOnList StrikeOff",
        "drafts": "Aim Aside Draft Drafts",
        "engine.locks": "Holder",
        "engine.places": "cloud_folder",
        "errors": "StoreError",
        "floor": "on_the_floor open_speeches speaking",
        "glance": "Glance glance",
        "hall": "CountInHall ShowInHall TellHall hall_message",
        "history": "Undo Undone last_undoable",
        "live_records": "AdviceReason Fate GapChoice HallDisplay HallView SpeakerList Speech SpeechKind",
        "number_ranges": "number_ranges",
        "opening": "CloseCheckIn IntroduceLate NoteHeadCount OpenConference WithdrawOpening awaits_opening",
        "overview": (
            "Contributions Frame Point UnitTime arrivals_frame arrivals_over_time contributions held missing "
            "opening_on time_by_unit"
        ),
        "paper": "AdmitFromPaper PaperReading SheetLine read_paper sheet_line",
        "podium": (
            "EndSpeech GiveFloor GrantSpeechTime NextSpeaker PauseSpeech ReopenSpeech ResumeSpeech StartSpeech Turn"
        ),
        "projection": "ItemState Line Projection project",
        "progress": "Progress unwatched",
        "proposal_merging": "MergeProposals RestoreProposal SplitProposal UnmergeProposal WithdrawProposal",
        "proposal_records": "Proposal ProposalKind ProposalState Submitter",
        "proposal_sorting": (
            "AnswerProposal Lack RecommendProposal SetProposalState SortProposals Unsorted count_by_kind "
            "proposals_by_theme unsorted"
        ),
        "proposals": (
            "SCRIBE EditProposal Moment Noted NoteProposal moment_of originals proposal_of raised_by "
            "standing_proposals still_there with_originals"
        ),
        "protocol": "awaited in_protocol_order is_met met_late next_item not_arrived speaks_in",
        "queue_fit": "SPOKEN_IN Fit queue_fit",
        "records": "HeadCount",
        "recovery": "Recover RecoveryQuestion",
        "rehearsal": "ClearRehearsal Rehearsal rehearsal was_held",
        "retention": "is_kept_too_long kept_until",
        "rundown": (
            "Advance CorrectStart Forgotten GoBack GrantTime Next PauseItem ResumeItem StartItem StopItem "
            "forgotten_start upcoming_item"
        ),
        "sending": "Sent",
        "settings": "LIMITS AdjustConference value_of",
        "similar": "Similar matches similar",
        "speaker_list": (
            "CapSpeeches CloseList Direction Dismiss MoveSpeech OfferAdvice PutOnDeck QueueAgain Queued "
            "QueueSpeakers QueueSpeech Restore"
        ),
        "speakers": "Speaker SpeechState in_hall numbered speaker_of speech_state spoken waiting_list",
        "speaking_time": "Tally",
        "speech_corrections": "CorrectSpeech",
        "speech_limits": "Level SpeechClock level_of limit_of speech_clock",
        "state": "State",
        "store": "Change Store create_conference open_store system_mint",
        "verbs": "Verb",
        "what_if": "Preview Replan preview",
    },
)
